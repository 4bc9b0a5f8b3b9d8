// The programs for Node.js: node peers.mjs NAME FOLDER WARMING RUNS prints the time of each run in
// milliseconds, after as many to warm up, and leaves FOLDER/NAME.out.docx. FOLDER holds given.json
// and the templates.
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [name, folder, warming, runs] = process.argv.slice(2);
const given = JSON.parse(readFileSync(`${folder}/given.json`, "utf8"));
const template = () => readFileSync(`${folder}/${name}.docx`);

// In a stretch of several styles each block stands under the name of its own, so that a section of
// that name chooses it.
const mixed = (blocks) => new Set(blocks.map((block) => block.name)).size > 1;
const chosen = (blocks) =>
  mixed(blocks) ? blocks.map((block) => ({ [block.name]: [block] })) : blocks;
const keyed = Object.fromEntries(
  Object.entries(given).map(([key, blocks]) => [key, chosen(blocks)]),
);

const peers = {
  async docxtemplater() {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    const content = template();
    return () => {
      const document = new Docxtemplater(new PizZip(content), {
        paragraphLoop: true,
        linebreaks: true,
      });
      document.render(keyed);
      return document.toBuffer({ compression: "DEFLATE" });
    };
  },
  async "easy-template-x"() {
    const { TemplateHandler } = await import("easy-template-x");
    const content = template();
    const handler = new TemplateHandler();
    return () => handler.process(content, keyed);
  },
  async "docx-templates"() {
    const { createReport } = await import("docx-templates");
    const options = {
      noSandbox: true,
      processLineBreaksAsNewText: true,
      maximumWalkingDepth: 1e9, // at 4 times the size its own limit is reached
    };
    const content = template();
    return () => createReport({ template: content, data: given, ...options });
  },
  async carbone() {
    const { default: carbone } = await import("carbone");
    const path = `${folder}/${name}.docx`;
    return () =>
      new Promise((resolve, reject) =>
        carbone.render(path, keyed, (fault, made) => (fault ? reject(fault) : resolve(made))),
      );
  },
  async docx() {
    const { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } =
      await import("docx");
    const externalStyles = readFileSync(`${folder}/styles.xml`, "utf8");
    const { config, places } = JSON.parse(readFileSync(`${folder}/lists.json`, "utf8"));
    const shapes = JSON.parse(readFileSync(`${folder}/shapes.json`, "utf8"));
    const cell = (text, style, size) =>
      new TableCell({
        width: { size, type: "dxa" },
        children: [new Paragraph({ style, children: [new TextRun(text)] })],
      });
    const table = (block, [style, widths, groups]) =>
      new Table({
        style,
        columnWidths: widths,
        rows: groups.flatMap((inside, count) =>
          block[`g${count + 1}`].map(
            (row) =>
              new TableRow({
                children: inside.map((kept, c) => cell(row[`c${c + 1}`], kept, widths[c])),
              }),
          ),
        ),
      });
    const paragraph = ({ name, parts }) =>
      new Paragraph({
        style: name,
        numbering: places[name],
        children: parts.map(({ words, style }) => new TextRun({ text: words, style })),
      });
    return () => {
      const children = Object.values(given)
        .flat()
        .map((block) =>
          block.parts ? paragraph(block) : table(block, shapes[block.name]),
        );
      const sections = [{ children }];
      return Packer.toBuffer(new Document({ externalStyles, numbering: { config }, sections }));
    };
  },
};

const render = await peers[name]();
const times = [];
let made;
for (let run = 0; run < Number(warming) + Number(runs); run++) {
  const start = performance.now();
  made = await render();
  times.push(performance.now() - start);
}
writeFileSync(`${folder}/${name}.out.docx`, made);
console.log(JSON.stringify(times.slice(Number(warming))));
process.exit(0);
