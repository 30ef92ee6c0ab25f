//! What a PDF would take to be read, looked at before it is: how much it unpacks to, and what it
//! draws again and again. The library that reads it follows whatever the file says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// The most bytes that all streams of a file may unpack to.
const MOST_UNPACKED: u64 = 256 << 20;

/// The most drawing operations that its pages may come to, with all that they draw again.
const MOST_OPERATIONS: u64 = 20_000_000;

/// How deep drawings may lie in each other. Each takes stack while it is read.
const DEEPEST: usize = 40;

/// Looks at a whole file.
///
/// # Errors
/// A sentence: why it is not read.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    unpacked(bytes)?;
    let document = Document::load_mem(bytes)
        .map_err(|error| format!("it cannot be read as a PDF: {error}"))?;
    let mut drawings = Drawings { document: &document, known: BTreeMap::new() };
    let mut operations = 0u64;
    for page in document.get_pages().into_values() {
        let resources = inherited(&document, page)?;
        let Ok(content) = document.get_page_content(page) else { continue };
        operations = operations.saturating_add(drawings.operations(&content, resources, 0)?);
        if operations > MOST_OPERATIONS {
            return Err("its pages draw more than any page could show".to_string());
        }
    }
    Ok(())
}

/// Adds up what the streams of a file unpack to, without keeping any of it.
fn unpacked(bytes: &[u8]) -> Result<(), String> {
    let too_much = || {
        let most = MOST_UNPACKED >> 20;
        Err(format!("it unpacks to more than {most} MiB, or is packed more than once"))
    };
    let mut left = MOST_UNPACKED;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let head = &bytes[start.saturating_sub(256)..start];
        let packed = head.windows(11).filter(|word| *word == b"FlateDecode").count();
        let body = bytes[at..].trim_ascii_start();
        let zlib = body.first().is_some_and(|first| first & 0x0f == 8);
        if !zlib {
            continue;
        }
        if packed > 1 && head.windows(2).filter(|mark| *mark == b"<<").count() < 2 {
            return too_much();
        }
        // A damaged stream ends where it is damaged; the library will say so.
        let mut unpacking = ZlibDecoder::new(body).take(left + 1);
        let count = std::io::copy(&mut unpacking, &mut std::io::sink());
        left = match count {
            Ok(count) if count > left => return too_much(),
            Ok(count) => left - count,
            Err(_) => left,
        };
    }
    Ok(())
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|found| found == word)
}

/// The resources of a page, its own or those of what it lies in.
fn inherited(document: &Document, page: ObjectId) -> Result<Option<&Dictionary>, String> {
    let mut seen = BTreeSet::new();
    let mut at = Some(page);
    let mut resources = None;
    while let Some(id) = at {
        if !seen.insert(id) {
            return Err("its pages lie in each other".to_string());
        }
        let Ok(node) = document.get_dictionary(id) else { break };
        resources = resources.or_else(|| dictionary(document, node, b"Resources"));
        at = node.get(b"Parent").and_then(Object::as_reference).ok();
    }
    Ok(resources)
}

fn dictionary<'d>(
    document: &'d Document,
    of: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    let (_, found) = document.dereference(of.get(key).ok()?).ok()?;
    found.as_dict().ok()
}

/// What drawings come to, each looked at once.
struct Drawings<'d> {
    document: &'d Document,
    /// The operations of a drawing; nothing while it is looked at.
    known: BTreeMap<ObjectId, Option<u64>>,
}

impl<'d> Drawings<'d> {
    /// The operations of a content stream, with those of every drawing in it.
    fn operations(
        &mut self,
        content: &[u8],
        resources: Option<&'d Dictionary>,
        depth: usize,
    ) -> Result<u64, String> {
        let Ok(content) = Content::decode(content) else { return Ok(0) };
        let mut total = content.operations.len() as u64;
        for operation in content.operations.iter().filter(|operation| operation.operator == "Do") {
            let name = operation.operands.first().and_then(|operand| operand.as_name().ok());
            let objects = resources.and_then(|it| dictionary(self.document, it, b"XObject"));
            let Some(object) = name.and_then(|name| objects?.get(name).ok()) else { continue };
            let Ok((Some(id), object)) = self.document.dereference(object) else { continue };
            let Ok(stream) = object.as_stream() else { continue };
            let inner = match self.known.get(&id) {
                Some(Some(known)) => *known,
                Some(None) => return Err("it draws itself within itself".to_string()),
                None if depth >= DEEPEST => return Err("its drawings lie too deep".to_string()),
                None => {
                    self.known.insert(id, None);
                    let own = dictionary(self.document, &stream.dict, b"Resources").or(resources);
                    let plain = || stream.content.clone();
                    let unpacked = stream.decompressed_content().unwrap_or_else(|_| plain());
                    let inner = self.operations(&unpacked, own, depth + 1)?;
                    self.known.insert(id, Some(inner));
                    inner
                }
            };
            total = total.saturating_add(inner);
        }
        Ok(total)
    }
}
