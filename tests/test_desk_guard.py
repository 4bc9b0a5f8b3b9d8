"""Who may ask the desk anything: every way in but the printed address is refused."""

import socket
import subprocess
import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from agreement.desk.guard import MOST_BODY
from tests.browser import chromium
from tests.desk import desk, entered, free_port, value
from tests.drafting import ROOT, sheet

__all__ = ["chromium"]
NAME = "specimen.yaml"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    (folder / NAME).write_bytes(sheet())
    (folder.parent / "outside.yaml").write_bytes(sheet())
    (folder / "link.yaml").symlink_to(folder.parent / "outside.yaml")
    with desk(folder, "--port", free_port()) as found:
        yield entered(found)


def raw(port: int, *lines: str, body: bytes = b"") -> str:
    """The first line of what the desk answers to bytes on a socket; nothing where it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plug:
        plug.sendall("\r\n".join((*lines, "Connection: close", "", "")).encode() + body)
        return plug.recv(4096).decode("latin-1").partition("\r\n")[0]


def cookie(running) -> str:
    return "; ".join(f"{name}={value}" for name, value in running.client.cookies.items())


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.2:{port}",
     "localhost.evil.example:{port}", "0.0.0.0:{port}", ""],
)  # fmt: skip
def test_another_name_for_the_desk_answers_400(running, host):
    named = f"Host: {host.format(port=running.port)}"
    answer = raw(running.port, "GET / HTTP/1.1", named, f"Cookie: {cookie(running)}")
    assert " 400 " in answer


def test_two_names_or_none_answer_400(running):
    own = f"Host: 127.0.0.1:{running.port}"
    assert " 400 " in raw(running.port, "GET / HTTP/1.1", own, "Host: evil.example")
    assert " 400 " in raw(running.port, "GET / HTTP/1.1", "Accept: */*")


def test_the_token_opens_once(running):
    with httpx.Client() as stranger:
        assert stranger.get(running.address).status_code == 403
        assert stranger.get(f"{running.base}/enter?token=guess").status_code == 403
        assert stranger.get(f"{running.base}/enter").status_code == 403


@pytest.mark.parametrize("path", ["/", f"/s/{NAME}/", "/static/desk.css", "/begin", "/nowhere"])
def test_nobody_gets_in_without_the_cookie(running, path):
    answer = httpx.get(f"{running.base}{path}")
    assert answer.status_code == 403
    assert "Specimen" not in answer.text


def test_the_cookie_stays_in_this_browser_and_out_of_scripts(tmp_path):
    with desk(tmp_path, "--port", free_port()) as found:
        given = httpx.get(found.address).headers["set-cookie"]
        assert "HttpOnly" in given
        assert "SameSite=Strict" in given


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", None])
@pytest.mark.parametrize("path", [f"/s/{NAME}/answer", f"/s/{NAME}/step", "/begin"])
def test_nothing_is_taken_from_another_site_or_port(running, site, path):
    headers = {} if site is None else {"sec-fetch-site": site}
    del running.client.headers["sec-fetch-site"]
    before = sorted(file.name for file in running.folder.iterdir())
    try:
        answer = running.client.post(
            path, data={"path": '["title"]', "value": "x"}, headers=headers
        )
    finally:
        running.client.headers["sec-fetch-site"] = "same-origin"
    assert answer.status_code == 403
    assert sorted(file.name for file in running.folder.iterdir()) == before
    assert value(running.folder / NAME)["title"] == "Specimen"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method_does_anything(running, method):
    answer = running.client.request(method, f"/s/{NAME}/answer")
    assert answer.status_code in (403, 405)


def test_what_changes_something_cannot_be_fetched_by_a_link(running):
    for path in ("answer", "open", "row", "step", "bring-back", "mode", "circulate", "parties"):
        assert running.client.get(f"/s/{NAME}/{path}").status_code in (404, 405)


def test_a_body_is_no_longer_than_an_agreement_needs(running):
    long = {"path": '["title"]', "value": "x" * (MOST_BODY + 1)}
    assert running.client.post(f"/s/{NAME}/answer", data=long).status_code == 413


def test_a_body_that_does_not_say_its_length_is_cut_off(running):
    own = (f"Host: 127.0.0.1:{running.port}", f"Cookie: {cookie(running)}")
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = raw(running.port, f"POST /s/{NAME}/answer HTTP/1.1", *own,
                 "Sec-Fetch-Site: same-origin", "Transfer-Encoding: chunked",
                 body=chunk * 6 + b"0\r\n\r\n")  # fmt: skip
    assert " 200 " not in answer
    assert value(running.folder / NAME)["title"] == "Specimen"


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_length_that_is_none_is_refused(running, length):
    own = (f"Host: 127.0.0.1:{running.port}", f"Cookie: {cookie(running)}")
    answer = raw(running.port, f"POST /s/{NAME}/answer HTTP/1.1", *own,
                 "Sec-Fetch-Site: same-origin", f"Content-Length: {length}")  # fmt: skip
    assert " 4" in answer


@pytest.mark.parametrize(
    "name",
    ["..%2foutside.yaml", "../outside.yaml", "%2e%2e/outside.yaml", "link.yaml",
     "%2fetc%2fpasswd", "specimen.desk%2fhistory.jsonl", "history.jsonl", "outside.yaml",
     ".specimen.yaml", "specimen.yaml%00", "..%5coutside.yaml"],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(running, name):
    for path in (f"/s/{name}/", f"/s/{name}/out/txt", f"/static/{name}"):
        answer = running.client.get(path)
        assert answer.status_code in (307, 400, 403, 404), path
        assert "Specimen" not in answer.text


@pytest.mark.parametrize("title", ["../outside", "/tmp/outside", "..\\outside", "a/b", ".hidden"])
def test_a_new_term_sheet_stands_in_the_folder(running, title):
    boxes = {"title": title, "matter": "payer-provider", "jurisdiction": "england-wales"}
    running.post("/begin", boxes)
    assert [path.parent for path in running.folder.rglob("*outside*") if path.is_file()] in (
        [], [running.folder],
    )  # fmt: skip
    for file in running.folder.glob("*outside.yaml"):
        file.unlink()


def test_a_side_is_no_path(running):
    for side in ("../../outside", "payer/../../x", "/etc/passwd", "PAYER"):
        answer = running.client.post(f"/s/{NAME}/rooms/note", data={"side": side, "words": "x"})
        assert answer.status_code == 404


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_is_typed_is_shown_as_words(running, words):
    running.answer(NAME, ("title",), words)
    running.post(f"/s/{NAME}/rooms/note", {"side": "payer", "words": words, "was": ""})
    for view in ("", "rounds", "rooms", "aloud", "share", "out", "clauses"):
        assert words not in running.get(f"/s/{NAME}/{view}").text
    assert escape(words, quote=False).split("&")[1] in running.get(f"/s/{NAME}/").text
    running.post(f"/s/{NAME}/step", {"do": "undo"})


@pytest.mark.parametrize("view", ["/", f"/s/{NAME}/", f"/s/{NAME}/out/html", "/nowhere"])
def test_every_answer_carries_the_policy(running, view):
    headers = running.client.get(view).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("view", ["", "rounds", "rooms", "aloud", "share", "out", "clauses"])
def test_no_page_has_a_script_or_a_style_inside(running, view):
    text = running.get(f"/s/{NAME}/{view}").text
    assert text.count("<script") == text.count('<script src="/static/')
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text


def test_the_desk_is_on_this_machine_alone(running):
    with socket.socket() as probe:
        addresses = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None)}
        for address in addresses - {"127.0.0.1", "::1"}:
            probe.settimeout(1)
            with pytest.raises(OSError):
                probe.connect((address, running.port))


def test_a_port_that_is_taken_is_told_in_a_line(running):
    command = [sys.executable, str(ROOT / "build_agreement.py"), "desk", "--no-browser"]
    told = subprocess.run([*command, "--port", str(running.port)], cwd=running.folder, text=True,
                          capture_output=True, timeout=60)  # fmt: skip
    assert told.returncode == 3
    assert "cannot be used" in told.stderr
    assert "Traceback" not in told.stderr


_ATTACK = """<!doctype html><body><script>
const said = [];
const tries = [
  ["post", () => fetch(BASE + "/s/specimen.yaml/answer", {method: "POST", mode: "no-cors",
    credentials: "include", body: new URLSearchParams({path: '["title"]', value: "taken"})})],
  ["get", () => fetch(BASE + "/s/specimen.yaml/", {credentials: "include"}).then(r => r.text())],
];
(async () => {
  for (const [name, attempt] of tries) {
    try { said.push(name + ":" + (await attempt() || "").toString().slice(0, 40)); }
    catch (fault) { said.push(name + ":refused"); }
  }
  const frame = document.createElement("iframe");
  frame.src = BASE + "/s/specimen.yaml/";
  frame.onload = () => {
    const form = document.createElement("form");
    form.method = "post"; form.action = BASE + "/s/specimen.yaml/step"; form.target = "away";
    form.innerHTML = '<input name="do" value="undo">';
    document.body.append(form); form.submit();
    document.title = "done";
  };
  document.body.append(frame);
  window.said = said;
})();
</script>"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_on_another_port_of_this_machine_gets_nowhere(chromium, running, host):
    page_text = _ATTACK.replace("BASE", f"'http://{host}:{running.port}'").encode()

    class Neighbour(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page_text)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context()
    name, given = next(iter(running.client.cookies.items()))
    context.add_cookies([{"name": name, "value": given, "url": f"http://{host}:{running.port}",
                          "sameSite": "Strict", "httpOnly": True}])  # fmt: skip
    try:
        page = context.new_page()
        answers = []
        page.on("response", lambda r: answers.append((r.url, r.status)))
        page.goto(f"http://{host}:{server.server_port}/")
        page.wait_for_function("() => document.title === 'done'")
        page.wait_for_timeout(300)
        assert "Specimen" not in str(page.evaluate("window.said"))
        desks = [status for url, status in answers if f":{running.port}/" in url]
        assert desks
        assert set(desks) == {403}
        assert value(running.folder / NAME)["title"] == "Specimen"
    finally:
        context.close()
        server.shutdown()
