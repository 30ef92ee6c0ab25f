//! Pictures as pages show them: with their size, so that the text does not jump while a page loads, and
//! with smaller copies where the site wants them. How large a picture is was measured before.

use std::collections::BTreeMap;

use super::escape::escape;
use super::smaller::Smaller;
use super::value_html::Setting;
use crate::parse::{Article, Picture, RawImage};
use crate::site::{Link, Origin, Site, Target};
use crate::source::SitePath;

/// How wide pictures are at most: as wide as the text, or as a narrow screen.
const SIZES: &str = "(min-width: 46rem) 43rem, 100vw";

/// A picture of the site that a page shows.
struct Shown<'s> {
    path: &'s SitePath,
    /// The part of it that is shown.
    fragment: Option<&'s str>,
    /// Its address from the root of the site.
    address: &'s str,
    picture: &'s Picture,
}

impl<'s> Shown<'s> {
    fn of(site: &'s Site, link: Option<&'s Link>) -> Option<Shown<'s>> {
        let Target::Asset { address, fragment } = link?.target.as_ref().ok()? else {
            return None;
        };
        let path = site.asset(address)?;
        let picture = site.pictures.get(path)?.as_ref().ok()?;
        Some(Shown { path, fragment: fragment.as_deref(), address, picture })
    }

    /// Its address with something before the extension.
    fn named(&self, more: &str) -> String {
        marked(self.address, more)
    }

    /// The address that it is shown from.
    fn published(&self, site: &Site) -> String {
        match &self.picture.mark {
            Some(mark) if site.config.images.hashed => self.named(mark),
            _ => self.address.to_string(),
        }
    }

    /// Its smaller copies: width and address.
    fn copies(&self, site: &Site) -> Vec<(u32, String)> {
        let (Some((width, height)), Some(mark)) = (self.picture.size, &self.picture.mark) else {
            return Vec::new();
        };
        let too_large = u64::from(width) * u64::from(height) > Picture::MOST_PIXELS;
        if too_large || !Smaller::can_be_made(self.path) {
            return Vec::new();
        }
        let widths = site.config.images.widths.iter().copied();
        let smaller = widths.filter(|copy| *copy < width);
        smaller.map(|copy| (copy, self.named(&format!("{mark}.{copy}w")))).collect()
    }
}

/// An address with something before the extension.
pub(super) fn marked(address: &str, more: &str) -> String {
    match address.rsplit_once('.').filter(|(_, extension)| !extension.contains('/')) {
        Some((stem, extension)) => format!("{stem}.{more}.{extension}"),
        None => format!("{address}.{more}"),
    }
}

/// The address that a link to a picture shows it from; nothing for what is no picture of the site.
pub(super) fn address(setting: &Setting<'_>, link: Option<&Link>) -> Option<String> {
    let shown = Shown::of(setting.site, link)?;
    Some(setting.here.to(&shown.published(setting.site), shown.fragment))
}

/// The element of an image in Markdown, by its index; `src` is where it leads.
pub(super) fn element(
    setting: &Setting<'_>,
    article: &Article,
    at: usize,
    link: Option<&Link>,
    src: &str,
) -> String {
    let Some(image) = article.images.get(at) else { return String::new() };
    let mut html = format!("<img src=\"{}\" alt=\"{}\"", escape(src), escape(&image.alt));
    if !image.title.is_empty() {
        html.push_str(&format!(" title=\"{}\"", escape(&image.title)));
    }
    html.push_str(&attributes(setting, article, at, link));
    html.push('>');
    html
}

/// The attributes of an image, by its index, that its author did not write.
pub(super) fn attributes(
    setting: &Setting<'_>,
    article: &Article,
    at: usize,
    link: Option<&Link>,
) -> String {
    let Some(image) = article.images.get(at) else { return String::new() };
    let said = |name: &str| image.form.attribute(name);
    let shown = Shown::of(setting.site, link);
    let mut all: Vec<(&str, String)> = Vec::new();
    if let Some(shown) = &shown
        && said("srcset").or(said("sizes")).is_none()
    {
        all.extend(set(setting, shown, said("width")));
    }
    let size = shown.as_ref().and_then(|shown| shown.picture.size);
    all.extend(size.into_iter().flat_map(|size| missing(image, size)));
    // What a page shows first is wanted at once.
    let first = article.images.iter().position(RawImage::is_image) == Some(at);
    if !first && said("loading").is_none() {
        all.push(("loading", "lazy".to_string()));
    }
    if said("decoding").is_none() {
        all.push(("decoding", "async".to_string()));
    }
    all.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect()
}

/// The smaller copies that a browser may choose from, where there are some, for a width that is perhaps given.
fn set(
    setting: &Setting<'_>,
    shown: &Shown<'_>,
    given: Option<&str>,
) -> Vec<(&'static str, String)> {
    let (site, here) = (setting.site, setting.here);
    let (copies, Some((width, _))) = (shown.copies(site), shown.picture.size) else {
        return Vec::new();
    };
    if copies.is_empty() {
        return Vec::new();
    }
    // A comma would end an address.
    let href = |to: &str| here.href(to).replace(',', "%2C");
    let copies = copies.iter().map(|(width, to)| format!("{} {width}w, ", href(to)));
    let whole = format!("{} {width}w", href(&shown.published(site)));
    let given = given.and_then(|given| given.trim().parse::<u32>().ok());
    let sizes = given.map_or_else(|| SIZES.to_string(), |width| format!("{width}px"));
    vec![("srcset", copies.collect::<String>() + &whole), ("sizes", sizes)]
}

/// Width and height as far as they are not given; where one of them is, the other in its proportion.
fn missing(image: &RawImage, (width, height): (u32, u32)) -> Vec<(&'static str, String)> {
    let given = |name| image.form.attribute(name).map(|it| it.trim().parse::<u32>().ok());
    // Two of these are whole numbers below 2³², so the product is exact enough to be rounded.
    let scaled = |one: u32, of: u32, other: u32| {
        (f64::from(one) * f64::from(other) / f64::from(of)).round().max(1.0).to_string()
    };
    match (given("width"), given("height")) {
        (None, None) => vec![("width", width.to_string()), ("height", height.to_string())],
        (Some(Some(one)), None) => vec![("height", scaled(one, width, height))],
        (None, Some(Some(one))) => vec![("width", scaled(one, height, width))],
        _ => Vec::new(),
    }
}

/// What is published of a picture beside the picture.
pub(super) enum Published {
    /// The picture, under another name.
    Copied(SitePath),
    /// A smaller copy.
    Smaller(Smaller),
}

/// Everything that is published beside files under their own names: smaller copies of pictures, and
/// whatever has a name that changes with its bytes.
pub(super) fn published(site: &Site) -> BTreeMap<String, Published> {
    let addressed = site.marks.iter().filter_map(|(path, mark)| {
        Some((marked(path.below("static")?, mark), Published::Copied(path.clone())))
    });
    let mut all: BTreeMap<String, Published> = addressed.collect();
    if !site.config.images.marks() {
        return all;
    }
    let name = |address: String| address.trim_start_matches('/').to_string();
    let pages = site.pages_with(|among| among.images);
    let links = pages.flat_map(|page| site.links_of(page));
    let images = links.filter(|link| matches!(link.origin, Origin::Image(_)));
    for shown in images.filter_map(|link| Shown::of(site, Some(link))) {
        for (width, address) in shown.copies(site) {
            let smaller = Smaller { from: shown.path.clone(), width };
            all.insert(name(address), Published::Smaller(smaller));
        }
        if site.config.images.hashed {
            all.insert(name(shown.published(site)), Published::Copied(shown.path.clone()));
        }
    }
    all
}
