// Renders ZPL files to PNG beside them, by a program that is not ours: zpl.mjs MODULES WIDTH_MM HEIGHT_MM DOTS_A_MM FILE...
import fs from "node:fs";
import {createRequire} from "node:module";

const [modules, width, height, dots, ...files] = process.argv.slice(2);
const {ready} = createRequire(modules + "/")("zpl-renderer-js");
const {api} = await ready;
for (const file of files) {
  const png = await api.zplToBase64Async(fs.readFileSync(file, "latin1"), Number(width), Number(height), Number(dots));
  fs.writeFileSync(file + ".png", Buffer.from(png, "base64"));
}
process.exit(0);
