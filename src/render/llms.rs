//! `llms.txt`, as llmstxt.org describes it: the site's title, what it is about, and its pages as links
//! to their Markdown twins, section by section.

use super::twin;
use super::urls::Here;
use crate::site::{PageKind, Site};

/// The file's text.
pub(super) fn text(site: &Site) -> String {
    let config = &site.config;
    let mut text = format!("# {}\n", config.title);
    if !config.description.is_empty() {
        text.push_str(&format!("\n> {}\n", config.description));
    }
    let homes = site.pages.iter().enumerate().filter(|(_, page)| page.parent.is_none());
    for (home, _) in homes {
        section(site, home, &mut text);
    }
    text.push_str("\n## Facts\n\n");
    let whole = |address: &str| format!("{}{}", config.base_url, Here::Anywhere("").href(address));
    text.push_str(&format!("- [Facts]({}): every fact with its sources\n", whole("/facts.json")));
    text.push_str(&format!(
        "- [Claims]({}): every claim with its verdict\n",
        whole("/claims.json")
    ));
    text
}

/// The articles of a section, then its sections. The tree is as deep as folders are.
fn section(site: &Site, index: usize, text: &mut String) {
    let mut open = vec![index];
    while let Some(index) = open.pop() {
        let own = site.page(index);
        let children = own.children.iter().filter(|child| site.page(**child).parent == Some(index));
        let (sections, articles): (Vec<usize>, Vec<usize>) =
            children.partition(|child| site.page(**child).kind == PageKind::Section);
        let listed = std::iter::once(index).chain(articles).filter(|page| site.page(*page).written);
        let listed: Vec<usize> = listed.collect();
        if !listed.is_empty() {
            text.push_str(&format!("\n## {}\n\n", own.title));
        }
        for page in listed {
            let page = site.page(page);
            let address = Here::Anywhere("").href(&twin::address(page));
            let about = page.article.front.description.as_ref();
            let about = about.map(|words| format!(": {words}")).unwrap_or_default();
            let title = page.title.replace(['[', ']'], "");
            text.push_str(&format!("- [{title}]({}{address}){about}\n", site.config.base_url));
        }
        open.extend(sections.into_iter().rev());
    }
}
