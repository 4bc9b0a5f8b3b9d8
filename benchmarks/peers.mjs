// The programs for Node.js: node peers.mjs NAME FOLDER RUNS prints the time of each run in
// milliseconds and leaves FOLDER/NAME.out.docx. FOLDER holds words.json and the templates.
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [name, folder, runs] = process.argv.slice(2);
const words = JSON.parse(readFileSync(`${folder}/words.json`, "utf8"));
const template = () => readFileSync(`${folder}/${name}.docx`);

const peers = {
  async docxtemplater() {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    const content = template();
    return () => {
      const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
      document.render(words);
      return document.toBuffer({ compression: "DEFLATE" });
    };
  },
  async "easy-template-x"() {
    const { TemplateHandler } = await import("easy-template-x");
    const content = template();
    const handler = new TemplateHandler();
    return () => handler.process(content, words);
  },
  async carbone() {
    const { default: carbone } = await import("carbone");
    const path = `${folder}/${name}.docx`;
    return () =>
      new Promise((resolve, reject) =>
        carbone.render(path, words, (fault, made) => (fault ? reject(fault) : resolve(made))),
      );
  },
  async docx() {
    const { Document, Packer, Paragraph } = await import("docx");
    return () => {
      const children = words.paragraphs.map(({ text }) => new Paragraph({ text }));
      return Packer.toBuffer(new Document({ sections: [{ children }] }));
    };
  },
};

const render = await peers[name]();
const times = [];
let made;
for (let run = 0; run < Number(runs); run++) {
  const start = performance.now();
  made = await render();
  times.push(performance.now() - start);
}
writeFileSync(`${folder}/${name}.out.docx`, made);
console.log(JSON.stringify(times));
process.exit(0);
