//! Pages at addresses that another page used to have: each leads on to where that page is now.

use super::escape::escape;
use super::urls::Here;
use crate::site::Site;

/// The page at each former address: the address and its HTML.
pub(super) fn pages(site: &Site) -> impl Iterator<Item = (String, String)> {
    let former = site.pages.iter().flat_map(|page| page.aliases.iter().map(move |old| (old, page)));
    former.map(|(old, page)| {
        let href = Here::At(old).href(&page.url);
        let to = escape(&href);
        let (title, language) = (escape(&page.title), escape(&page.language));
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{title}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
             <link rel=\"canonical\" href=\"{to}\">\n<meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
             </head>\n<body>\n<p>This page has moved: <a href=\"{to}\">{title}</a></p>\n</body>\n</html>\n"
        );
        (old.clone(), html)
    })
}
