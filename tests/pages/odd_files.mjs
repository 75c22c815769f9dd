// Files that people add, and files that somebody else adds: each with what must come of it. `welcome` is kept as it came and
// given back as a download; `refused` comes back with a sentence and nothing recorded.
import { deflateRawSync, crc32 as zlibCrc } from 'node:zlib';

const text = (words) => Buffer.from(words);
const join = (...pieces) => Buffer.concat(pieces.map((piece) => Buffer.from(piece)));

function crc32(bytes) {
  if (zlibCrc) return zlibCrc(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const u16 = (number) => { const bytes = Buffer.alloc(2); bytes.writeUInt16LE(number); return bytes; };
const u32 = (number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(number >>> 0); return bytes; };

// A zip of [{ name, bytes, stored, claims, encrypted }]; `claims` lies about the unpacked length.
export function zip(parts) {
  const bodies = [], directory = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = part.stored ? part.bytes : deflateRawSync(part.bytes);
    const facts = join(u16(part.encrypted ? 1 : 0), u16(part.stored ? 0 : 8), u32(0), u32(crc32(part.bytes)), u32(packed.length), u32(part.claims ?? part.bytes.length), u16(name.length), u16(0));
    bodies.push(join(u32(0x04034b50), u16(20), facts, name, packed));
    directory.push(join(u32(0x02014b50), u16(20), u16(20), facts, u16(0), u16(0), u16(0), u32(0), u32(at), name));
    at += bodies.at(-1).length;
  }
  const listed = join(...directory);
  return join(...bodies, listed, u32(0x06054b50), u16(0), u16(0), u16(parts.length), u16(parts.length), u32(listed.length), u32(at), u16(0));
}

const pdf = join('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const png = join(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('0000000d49484452000000010000000108060000001f15c489', 'hex'));
const jpeg = join(Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 40]), 'Exif\0\0 Camera of somebody, 55.8 N 4.2 W', Buffer.from([0xff, 0xd9]));
const docx = (...more) => zip([{ name: '[Content_Types].xml', bytes: text('<Types/>') }, { name: 'word/document.xml', bytes: text('<document/>') }, ...more]);
const xlsx = (...more) => zip([{ name: '[Content_Types].xml', bytes: text('<Types/>') }, { name: 'xl/workbook.xml', bytes: text('<workbook/>') }, ...more]);
const open = (type, ...more) => zip([{ name: 'mimetype', bytes: text(`application/vnd.oasis.opendocument.${type}`), stored: true }, { name: 'content.xml', bytes: text('<x/>') }, ...more]);
const mail = text('From: somebody@council.example\r\nTo: csw@council.example\r\nSubject: The hall\r\nDate: Mon, 9 Nov 2026 10:00:00 +0000\r\n\r\nWords.\r\n');
const bomb = docx({ name: 'word/media/huge.bin', bytes: Buffer.alloc(48 << 20) });
const manyParts = zip(Array.from({ length: 6000 }, (_, place) => ({ name: `word/part${place}.xml`, bytes: text('x'), stored: true })));
const html = text('<!doctype html><script>alert(1)</script>');

const welcome = (name, bytes, type, keptAs = name) => ({ name, bytes, type, keptAs, welcome: true });
const refused = (name, bytes, type = 'application/octet-stream') => ({ name, bytes, type, welcome: false });

export const oddFiles = [
  welcome('minute.pdf', pdf, 'application/pdf'),
  welcome('photo.png', png, 'image/png'),
  welcome('photo.JPG', jpeg, 'image/jpeg'),
  welcome('notes.txt', text('Plain words: àèìòù.\n'), 'text/plain'),
  welcome('message.eml', mail, 'message/rfc822'),
  welcome('paper.docx', docx(), 'application/zip'),
  welcome('figures.xlsx', xlsx(), 'application/octet-stream'),
  welcome('paper.odt', open('text'), 'application/octet-stream'),
  welcome('figures.ods', open('spreadsheet'), 'application/octet-stream'),
  welcome('figures.csv', text('a,b\n=1+1,2\n'), 'text/csv'),
  welcome('long.pdf', join(pdf, Buffer.alloc(20 << 20), '%%EOF'), 'application/pdf'),
  welcome('declared-as-html.pdf', pdf, 'text/html'),
  welcome('a zip bomb that nobody opens.docx', bomb, 'application/zip'),
  welcome('parts that lie.docx', docx({ name: 'word/x.xml', bytes: text('x'), claims: 0xfffffff0 }), 'application/zip'),
  welcome('../../../etc/cron.d/planted.txt', text('path in the name'), 'text/plain', 'planted.txt'),
  welcome('C:\\Windows\\planted.txt', text('path in the name'), 'text/plain', 'planted.txt'),
  welcome(`${'long'.repeat(60)}.txt`, text('a long name'), 'text/plain', null),
  welcome('html in text.txt', html, 'text/plain'),
  welcome('<img src=x onerror=alert(1)>.txt', text('markup in the name'), 'text/plain', null),
  refused('empty.pdf', Buffer.alloc(0), 'application/pdf'),
  refused('empty.txt', Buffer.alloc(0), 'text/plain'),
  refused('run.exe', join('MZ', Buffer.alloc(200))),
  refused('run.sh', text('#!/bin/sh\nexit 0\n'), 'text/plain'),
  refused('page.html', html, 'text/html'),
  refused('drawing.svg', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/svg+xml'),
  refused('program.pdf', join('MZ', Buffer.alloc(200)), 'application/pdf'),
  refused('page.pdf', html, 'application/pdf'),
  refused('page.png', html, 'image/png'),
  refused('photo.pdf', png, 'application/pdf'),
  refused('paper.png', pdf, 'image/png'),
  refused('cut off.pdf', text('%PDF-1.4\nno end'), 'application/pdf'),
  refused('both pdf and zip.pdf', join(pdf, zip([{ name: 'x', bytes: text('x') }])), 'application/pdf'),
  refused('both png and zip.png', join(png, zip([{ name: 'x', bytes: text('x') }])), 'image/png'),
  refused('both jpeg and zip.jpg', join(jpeg, zip([{ name: 'x', bytes: text('x') }])), 'image/jpeg'),
  refused('bytes.txt', Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'text/plain'),
  refused('nul.txt', text('a\0b'), 'text/plain'),
  refused('not a mail.eml', Buffer.from([0, 1, 2, 3]), 'message/rfc822'),
  refused('macros.docx', docx({ name: 'word/vbaProject.bin', bytes: text('Sub AutoOpen') })),
  refused('macros.xlsx', xlsx({ name: 'xl/VBAPROJECT.BIN', bytes: text('Sub AutoOpen') })),
  refused('macros.odt', open('text', { name: 'Basic/Standard/Module1.xml', bytes: text('<x/>') })),
  refused('scripts.ods', open('spreadsheet', { name: 'Scripts/python/x.py', bytes: text('x') })),
  refused('macros.docm', docx({ name: 'word/vbaProject.bin', bytes: text('x') })),
  refused('a plain zip.docx', zip([{ name: 'x.txt', bytes: text('x') }])),
  refused('sheet.docx', xlsx()),
  refused('locked.docx', docx({ name: 'word/y.xml', bytes: text('x'), encrypted: true })),
  refused('cut off.docx', docx().subarray(0, 60)),
  refused('too many parts.docx', manyParts),
  refused('archive.zip', zip([{ name: 'x', bytes: text('x') }]), 'application/zip'),
  refused('no ending', text('words'), 'text/plain'),
  refused('two endings.pdf.exe', pdf, 'application/pdf'),
  refused('huge.txt', Buffer.alloc(6 << 20, 'a'), 'text/plain'),
];

export const tooLarge = { name: 'too large.pdf', bytes: join(pdf, Buffer.alloc(51 << 20), '%%EOF'), type: 'application/pdf' };
