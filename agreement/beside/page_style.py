"""The look of the HTML pages: as restrained as the Word file's, dark on white, ready to print."""

_STYLE = """
:root{color-scheme:light}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#1a1a1a;
font:1rem/1.5 Georgia,"Times New Roman",serif}
h1,h2,h3,h4,h5,h6{font-family:Arial,Helvetica,sans-serif;line-height:1.25;font-size:1rem}
h1{font-size:1.6rem;margin:.5rem 0}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid #767676}
h3{margin:1.5rem 0 .5rem}
p{margin:.4rem 0}
.legend,.notice{color:#444}
.label{display:inline-block;min-width:2.5rem;text-indent:0}
p[class^=level]{padding-left:2.75rem}
p.hung{text-indent:-2.75rem}
p.level-3{margin-left:2.75rem}
p.level-4{margin-left:5.5rem}
p.level-5,p.level-6{margin-left:8.25rem}
dfn{font-style:normal;font-weight:bold}
a{color:#0b4a8a}
a.open{background:#fff2a8;color:#1a1a1a}
nav ul{list-style:none;padding:0;columns:2}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;font-weight:bold;padding:.25rem 0}
th,td{border:1px solid #767676;padding:.25rem .4rem;text-align:left;vertical-align:top;
font-weight:normal}
thead th,tr.total>*{font-weight:bold}
thead th{background:#f0f0f0}
.figures{text-align:right;white-space:nowrap}
.execution{margin:1.5rem 0;break-inside:avoid}
dl>div{display:flex;margin:.6rem 0}
dt{width:10rem}
dd{flex:1;margin:0;border-bottom:1px solid #767676}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static}
:target{outline:2px solid #0b4a8a;outline-offset:2px}
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5pt}nav,.skip{display:none}
a{color:inherit;text-decoration:none}.wide{overflow:visible}thead{display:table-header-group}
tr{break-inside:avoid}h2,h3,h4,h5,h6{break-after:avoid}}
"""


def style(paper: str) -> str:
    """The style sheet of a page that prints on this paper, A4 or Letter."""
    return f"{_STYLE}@page{{size:{paper};margin:2.5cm}}\n"


_SHEET_STYLE = """
:root{color-scheme:light}
body{max-width:44rem;margin:1.5rem auto;padding:0 1rem;background:#fff;color:#1a1a1a;
font:1.125rem/1.5 Arial,Helvetica,sans-serif}
h1{font-size:1.75rem;line-height:1.25;margin:.25rem 0 .75rem}
h2{font-size:1.3rem;margin:1.75rem 0 .5rem;border-bottom:2px solid #0b4a8a}
p{margin:.5rem 0}
.legend,.cited{color:#444}
.cited{white-space:nowrap}
.wide{overflow-x:auto}
.notice{border-left:4px solid #0b4a8a;padding-left:.75rem}
table{border-collapse:collapse;width:100%;min-width:32rem;margin:.5rem 0 1rem}
th,td{border-bottom:1px solid #767676;padding:.3rem .5rem .3rem 0;text-align:left;
vertical-align:top;font-weight:normal}
thead th{font-size:.875rem;color:#444}
tbody th{width:30%}
@media print{body{max-width:none;margin:0;padding:0;font-size:12pt}
.wide{overflow:visible}thead{display:table-header-group}
tr,p{break-inside:avoid}h2{break-after:avoid}}
"""


def sheet_style(paper: str) -> str:
    """The style sheet of the plain sheet, in large type, on A4 or Letter."""
    return f"{_SHEET_STYLE}@page{{size:{paper};margin:2cm}}\n"
