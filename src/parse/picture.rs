//! How large pictures are, read from their first bytes. Leaves smaller copies of them to `render`.

use image::codecs::jpeg::JpegDecoder;
use image::{ImageDecoder as _, metadata::Orientation};

use super::apart;
use crate::source::SitePath;

/// A picture that pages show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its width and height in pixels, as browsers show it; nothing where it leaves them open, as a
    /// drawing may.
    pub size: Option<(u32, u32)>,
    /// What its bytes are told from others by, eight hexadecimal digits, where a name needs that.
    pub mark: Option<String>,
}

/// Whether a file is a picture, by its name.
pub fn is_picture(path: &SitePath) -> bool {
    const KNOWN: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "svg"];
    KNOWN.contains(&path.extension().to_ascii_lowercase().as_str())
}

/// Eight hexadecimal digits that tell some bytes from others.
pub fn mark(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..8].to_string()
}

impl Picture {
    /// How many bytes from the beginning nearly always say how large a picture is.
    pub const HEAD: usize = 1 << 16;

    /// The most pixels of a picture that smaller copies are made of: all of them are in memory then.
    pub const MOST_PIXELS: u64 = 1 << 26;

    /// The size of a picture, from its bytes or the first of them.
    ///
    /// # Errors
    /// A sentence: why these bytes are no picture.
    pub fn size(path: &SitePath, bytes: &[u8]) -> Result<Option<(u32, u32)>, String> {
        if path.extension().eq_ignore_ascii_case("svg") {
            // Cut off within a letter, the first part still holds the tag.
            return vector(&String::from_utf8_lossy(bytes));
        }
        if bytes.is_empty() {
            return Err("it is empty".to_string());
        }
        let size = || -> Option<(u32, u32)> {
            let size = imagesize::blob_size(bytes).ok()?;
            let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
            Some(if is_turned(bytes) { (height, width) } else { (width, height) })
        };
        match apart(size).flatten() {
            Some((width, height)) if width > 0 && height > 0 => Ok(Some((width, height))),
            _ => Err(format!("its bytes are no {}", path.extension().to_ascii_uppercase())),
        }
    }
}

/// Whether a photograph says that it lies on its side.
fn is_turned(bytes: &[u8]) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return false;
    }
    let decoder = JpegDecoder::new(std::io::Cursor::new(bytes));
    let orientation = decoder.and_then(|mut decoder| decoder.orientation());
    matches!(orientation, Ok(Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH))
}

/// The size that an SVG gives itself: its width and height, or those of its view box.
fn vector(text: &str) -> Result<Option<(u32, u32)>, String> {
    let Some(tag) = tag(text) else { return Err("it holds no <svg>".to_string()) };
    let attribute = |name: &str| {
        let mut found = tag.match_indices(name).filter_map(|(at, _)| {
            let apart = tag[..at].ends_with(char::is_whitespace);
            let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'') && apart)?;
            value[1..].split(quote).next()
        });
        found.next()
    };
    let whole = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        // Rounded to whole pixels; what is not in this range is no size.
        (0.5..=65535.0).contains(&number).then(|| number.round() as u32)
    };
    let given = attribute("width").and_then(whole).zip(attribute("height").and_then(whole));
    Ok(given.or_else(|| {
        let separators = |c: char| c == ',' || c.is_whitespace();
        let mut numbers = attribute("viewBox")?.split(separators).filter(|it| !it.is_empty());
        whole(numbers.nth(2)?).zip(whole(numbers.next()?))
    }))
}

/// The first `<svg …` outside of comments, without its end.
fn tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let at = rest.find("<svg")?;
        let comment = rest[..at].rfind("<!--");
        if let Some(open) = comment.filter(|open| !rest[*open..at].contains("-->")) {
            rest = &rest[open + rest[open..].find("-->")?..];
            continue;
        }
        rest = &rest[at + 4..];
        if rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/') {
            return rest.find('>').map(|end| &rest[..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_say_how_large_they_are() {
        for (text, size) in [
            (
                "<?xml version=\"1.0\"?><!-- <svg width=\"1\"> --><svg width=\"20px\" height='10'/>",
                Some(Some((20, 10))),
            ),
            ("<svg viewBox=\"0 0 300.4,150\" stroke-width=\"2\"></svg>", Some(Some((300, 150)))),
            ("<svg\n width=\"100%\" height=\"100%\"\n viewBox=\"0\n0 8 4\">", Some(Some((8, 4)))),
            ("<svg width=\"100%\">", Some(None)),
            ("<svg/>", Some(None)),
            ("<!-- <svg width=\"1\" height=\"1\"> ", None),
            ("<p>", None),
        ] {
            assert_eq!(vector(text).ok(), size, "{text}");
        }
    }

    #[test]
    fn a_photograph_that_lies_on_its_side_is_as_tall_as_browsers_show_it() {
        let mut plain = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(30, 20)
            .write_to(&mut plain, image::ImageFormat::Jpeg)
            .expect("a picture in memory");
        let plain = plain.into_inner();
        // The tag 0x0112 with the value 6: a quarter turn.
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let mut turned =
            vec![0xFF, 0xD8, 0xFF, 0xE1, 0, u8::try_from(exif.len() + 2).expect("short")];
        turned.extend_from_slice(exif);
        turned.extend_from_slice(&plain[2..]);
        let path = SitePath::new("content/a.jpg").expect("a path");
        assert_eq!(Picture::size(&path, &plain), Ok(Some((30, 20))));
        assert_eq!(Picture::size(&path, &turned), Ok(Some((20, 30))));
        assert!(Picture::size(&path, b"no picture").is_err());
        assert!(Picture::size(&path, b"").is_err());
    }
}
