//! Smaller copies of pictures: the same picture and width always give the same bytes. Which copies a
//! site has is left to `picture`, and where they are kept to `write`.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::imageops::FilterType::Lanczos3;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageResult, Limits};

use crate::parse::{Picture, apart};
use crate::source::SitePath;

/// A smaller copy of a picture, to be made when it is written or asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Smaller {
    /// The picture.
    pub from: SitePath,
    /// The width of the copy in pixels.
    pub width: u32,
}

impl Smaller {
    /// What tells the copies of this version of factum from those of others.
    pub const ENGINE: &str = "1 lanczos3 image 0.25";

    /// Whether copies can be made of a picture, by its name.
    pub(super) fn can_be_made(path: &SitePath) -> bool {
        format(path).is_some()
    }
}

/// Copies of a picture in some widths, from its bytes. One that would be no smaller than the picture,
/// and one of a picture that moves, is the picture itself.
///
/// # Errors
/// A sentence: why the picture cannot be decoded.
pub fn smaller(path: &SitePath, bytes: &[u8], widths: &[u32]) -> Result<Vec<Vec<u8>>, String> {
    let format = format(path).ok_or("it is neither PNG nor JPEG")?;
    let made = apart(|| copies(format, bytes, widths));
    let made = made.ok_or("it cannot be decoded")?;
    made.map_err(|error| format!("it cannot be decoded: {error}"))
}

/// The formats of which copies are made.
fn format(path: &SitePath) -> Option<ImageFormat> {
    match path.extension().to_ascii_lowercase().as_str() {
        "png" => Some(ImageFormat::Png),
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        _ => None,
    }
}

fn copies(format: ImageFormat, bytes: &[u8], widths: &[u32]) -> ImageResult<Vec<Vec<u8>>> {
    let mut limits = Limits::default();
    // Eight bytes for each pixel, which is what the largest take.
    limits.max_alloc = Some(Picture::MOST_PIXELS * 8);
    let (whole, profile) = match format {
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits.clone())?;
            if decoder.is_apng()? {
                return Ok(widths.iter().map(|_| bytes.to_vec()).collect());
            }
            decoded(decoder, limits)?
        }
        _ => decoded(JpegDecoder::new(Cursor::new(bytes))?, limits)?,
    };
    let copy = |width: &u32| {
        let ratio = f64::from(whole.height()) / f64::from(whole.width().max(1));
        // A float becomes the nearest whole number that there is of the type.
        let height = (f64::from(*width) * ratio).round().max(1.0) as u32;
        let copy = whole.resize_exact(*width, height, Lanczos3);
        let copy = encoded(format, copy, profile.clone())?;
        Ok(if copy.len() < bytes.len() { copy } else { bytes.to_vec() })
    };
    widths.iter().map(copy).collect()
}

/// A picture as browsers show it, and the profile of its colours.
fn decoded(
    mut decoder: impl ImageDecoder,
    limits: Limits,
) -> ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    decoder.set_limits(limits)?;
    let (profile, orientation) = (decoder.icc_profile()?, decoder.orientation()?);
    let mut whole = DynamicImage::from_decoder(decoder)?;
    whole.apply_orientation(orientation);
    Ok((whole, profile))
}

fn encoded(
    format: ImageFormat,
    copy: DynamicImage,
    profile: Option<Vec<u8>>,
) -> ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    match format {
        ImageFormat::Png => {
            let mut encoder = PngEncoder::new_with_quality(
                &mut out,
                CompressionType::Default,
                FilterType::Adaptive,
            );
            keep_profile(&mut encoder, profile);
            copy.write_with_encoder(encoder)?;
        }
        _ => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, 82);
            keep_profile(&mut encoder, profile);
            match copy.color().has_color() {
                true => copy.into_rgb8().write_with_encoder(encoder)?,
                false => copy.into_luma8().write_with_encoder(encoder)?,
            }
        }
    }
    Ok(out)
}

/// Tells which colours are meant, where the format has a place for that.
fn keep_profile(encoder: &mut impl ImageEncoder, profile: Option<Vec<u8>>) {
    if let Some(profile) = profile {
        let _ = encoder.set_icc_profile(profile);
    }
}
