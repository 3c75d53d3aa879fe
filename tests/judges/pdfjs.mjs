// What pdf.js (the reader of Firefox) finds in a file: node pdfjs.mjs file.pdf prints its fields as JSON, one entry a widget.
//   value   what the field says
//   drawn   what the page shows there, in reading order; null where pdf.js draws it anew, or draws no text
import { readFileSync } from 'node:fs';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const task = getDocument({
  data: new Uint8Array(readFileSync(process.argv[2])), verbosity: VerbosityLevel.ERRORS, isEvalSupported: false, useSystemFonts: false,
});
const file = await task.promise;
const fields = [];
for (let number = 1; number <= file.numPages; number += 1) {
  const page = await file.getPage(number);
  for (const widget of await page.getAnnotations({ intent: 'display' })) {
    if (widget.subtype === 'Widget' && widget.fieldName && widget.fieldType !== 'Sig') {
      fields.push({
        name: widget.fieldName,
        type: widget.fieldType,
        value: Array.isArray(widget.fieldValue) ? widget.fieldValue.join('\n') : (widget.fieldValue ?? ''),
        drawn: widget.textContent ? widget.textContent.join('\n') : null,
      });
    }
  }
}

console.log(JSON.stringify({ pages: file.numPages, fields }));
await task.destroy();
