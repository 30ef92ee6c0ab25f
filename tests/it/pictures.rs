//! Smaller copies of pictures: made, kept, and the same each time, whatever was kept.

use std::fs;
use std::path::{Path, PathBuf};

use factum::engine::{Engine, Options};
use factum::render::{Output, render, smaller};
use factum::source::{Disk, SitePath};
use factum::write::{pictures, write};
use tempfile::TempDir;

/// A PNG of a size, with a gradient.
fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 7 % 256) as u8, (y * 3 % 256) as u8, 128])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).expect("a picture in memory");
    out.into_inner()
}

const GUIDE: &str = "# Guide\n\n![A](a.png)\n\n<img src=\"a.png\" alt=\"B\" width=\"60\">\n";

/// A site with one picture on a page, twice.
fn site(picture: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("content")).expect("a folder");
    fs::write(root.join("factum.toml"), "[images]\nwidths = [40, 400]\n").expect("written");
    fs::write(root.join("content/guide.md"), GUIDE).expect("written");
    fs::write(root.join("content/a.png"), picture).expect("written");
    folder
}

fn rendered(root: &Path) -> Output {
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    let door = Disk::new(root, SitePath::new("public").into_iter().collect());
    let snapshot = Engine::new().snapshot(&door, &options).expect("a site");
    render(&snapshot.site, &snapshot.findings).output
}

/// The copies that are kept for the next build.
fn kept(root: &Path) -> Vec<PathBuf> {
    let cache = fs::read_dir(root.join(".factum/cache")).expect("a cache");
    let names = cache.map(|entry| entry.expect("an entry").path());
    let is_copy = |path: &PathBuf| path.to_string_lossy().contains("/picture-");
    names.filter(is_copy).collect()
}

#[test]
fn a_copy_is_made_and_found_by_the_page() {
    let folder = site(&png(100, 50));
    let root = folder.path();
    let output = rendered(root);
    let names: Vec<&String> = output.smaller.keys().collect();
    assert_eq!(names.len(), 1, "400 is more than the picture has: {names:?}");
    let page = String::from_utf8_lossy(&output.files["guide/index.html"]).into_owned();
    let set = format!(" srcset=\"../{} 40w, ../a.png 100w\" sizes=\"", names[0]);
    assert!(page.contains(&set), "{set} is not in {page}");
    let narrow = "sizes=\"60px\" height=\"30\" loading=\"lazy\"";
    assert!(page.contains(narrow), "{narrow} is not in {page}");

    write(root, "public", &output).expect("a build");
    let copy = root.join("public").join(names[0]);
    let size = imagesize::size(&copy).expect("a picture");
    assert_eq!((size.width, size.height), (40, 20));
}

#[test]
fn a_kept_copy_is_taken_and_a_damaged_one_made_anew() {
    let folder = site(&png(100, 50));
    let root = folder.path();
    let output = rendered(root);
    write(root, "public", &output).expect("a first build");
    let name = output.smaller.keys().next().expect("a copy");
    let copy = root.join("public").join(name);
    let first = fs::read(&copy).expect("a copy");
    let cached = kept(root);
    assert_eq!(cached.len(), 1);

    // Another picture, kept where that of the first build was, tells which of both is taken.
    let other = png(10, 10);
    let sum = blake3::hash(&other);
    fs::write(&cached[0], [&sum.as_bytes()[..16], &other].concat()).expect("written");
    write(root, "public", &output).expect("a second build");
    assert_eq!(fs::read(&copy).expect("a copy"), other, "the kept copy was not taken");

    let whole = fs::read(&cached[0]).expect("kept");
    for damaged in [&whole[..whole.len() - 1], &whole[1..], b""] {
        fs::write(&cached[0], damaged).expect("written");
        write(root, "public", &output).expect("a build");
        assert_eq!(fs::read(&copy).expect("a copy"), first, "a damaged copy was taken");
    }
    fs::remove_dir_all(root.join(".factum")).expect("a cache");
    write(root, "public", &output).expect("a build");
    assert_eq!(fs::read(&copy).expect("a copy"), first, "the cache changed the output");

    pictures::forget_others(root, &output.smaller);
    assert_eq!(kept(root).len(), 1, "a copy in use was let go of");
    pictures::forget_others(root, &Default::default());
    assert_eq!(kept(root).len(), 0, "a copy that nobody uses was kept");
}

#[test]
fn a_picture_that_is_cut_off_stands_for_its_copies() {
    let whole = png(100, 50);
    let cut = &whole[..whole.len() / 2];
    let folder = site(cut);
    let root = folder.path();
    let output = rendered(root);
    let damaged = pictures::copies(root, &output.smaller, |_, bytes| {
        assert_eq!(bytes, cut);
        Ok(())
    });
    let damaged = damaged.expect("the disk is fine");
    assert_eq!(damaged.len(), 1);
    assert!(damaged[0].1.starts_with("it cannot be decoded"), "{}", damaged[0].1);
    assert_eq!(kept_or_none(root), 0, "a damaged picture was kept");
}

fn kept_or_none(root: &Path) -> usize {
    if root.join(".factum/cache").exists() { kept(root).len() } else { 0 }
}

#[test]
fn copies_are_the_same_each_time_and_never_larger_than_the_picture() {
    let path = SitePath::new("content/a.png").expect("a path");
    let picture = png(90, 60);
    let copies = smaller(&path, &picture, &[30, 60]).expect("copies");
    assert_eq!(smaller(&path, &picture, &[30, 60]).as_ref(), Ok(&copies));
    assert!(copies.iter().all(|copy| copy.len() <= picture.len()));
    for bytes in [&picture[..60], b"no picture", b""] {
        assert!(smaller(&path, bytes, &[30]).is_err());
    }
    // A header that promises far more than there is costs no memory.
    let mut huge = picture.clone();
    huge[16..24].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]);
    assert!(smaller(&path, &huge, &[30]).is_err());
}
