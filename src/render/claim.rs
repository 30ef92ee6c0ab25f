//! Claims within an article: the tags around their words, the words of insertions, and the mark
//! that says so when a claim does not hold. Verdicts themselves are left to `value`.

use super::escape::escape;
use super::relied::{anchor, relied};
use super::statement::{by_authority, citation, heading, scope_words};
use super::value_html::Setting;
use super::verdict;
use crate::site::{Bound, Claim, ClaimForm, Page, Unbound};
use crate::value::{Mode, Value, Verdict};

/// The claims of one page, by the places they have in its article.
pub(super) struct Claims<'s, 'p> {
    setting: &'p Setting<'s>,
    /// For each of `article.claims`: the claim made of it.
    prose: Vec<Option<&'p Claim>>,
    /// For each of `article.lists`: the claim made of it.
    lists: Vec<Option<&'p Claim>>,
    /// For each of `article.claims` that heads a column: what the column's cells were found to be.
    columns: Vec<Vec<Verdict>>,
    /// For each of `article.claims`: where the page lists its fact, by index.
    listed: Vec<Option<usize>>,
}

/// How a claim tells on whose word it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// In a note that a pointer or the keyboard brings forth.
    Note,
    /// In its title, where a note would be repeated or has no room.
    Title,
}

/// What a part of a note tells.
#[derive(Clone, Copy)]
enum Told {
    /// The value of the fact.
    Value,
    /// On whose word.
    Source,
    /// Where it is true, or when it was checked.
    Beside,
    /// What is wrong with the claim.
    Wrong,
}

impl<'s, 'p> Claims<'s, 'p> {
    /// Sorts the claims of a page, by its index.
    pub(super) fn new(setting: &'p Setting<'s>, page: &'p Page, index: usize) -> Claims<'s, 'p> {
        let article = &page.article;
        let mut prose = vec![None; article.claims.len()];
        let mut lists = vec![None; article.lists.len()];
        let mut columns = vec![Vec::new(); article.claims.len()];
        for claim in setting.site.claims_of(index) {
            let (table, column) = match &claim.form {
                ClaimForm::Prose(at) => {
                    if let Some(slot) = prose.get_mut(*at) {
                        *slot = Some(claim);
                    }
                    continue;
                }
                ClaimForm::List { list, .. } => {
                    if let Some(slot) = lists.get_mut(*list) {
                        *slot = Some(claim);
                    }
                    continue;
                }
                ClaimForm::Rows { table, column, .. } => (table, column),
                ClaimForm::Cell { table, column, .. } => (table, column),
            };
            let head = article.tables.get(*table).and_then(|table| *table.columns.get(*column)?);
            let Some(head) = head else { continue };
            if let Some(slot) = prose.get_mut(head) {
                // The gravest of a column's cells is what its head tells of.
                let graver = |known: &Claim| {
                    let both = [known.judgement.verdict, claim.judgement.verdict];
                    verdict::gravest(both.into_iter()) != Some(known.judgement.verdict)
                };
                if slot.is_none_or(graver) {
                    *slot = Some(claim);
                }
            }
            if let Some(verdicts) = columns.get_mut(head) {
                verdicts.push(claim.judgement.verdict);
            }
        }
        let mut listed = vec![None; article.claims.len()];
        for (number, group) in relied(setting.site, index).iter().enumerate() {
            for (slot, claim) in listed.iter_mut().zip(&prose) {
                let in_it = |claim: &Claim| group.claims.iter().any(|it| std::ptr::eq(*it, claim));
                if claim.is_some_and(in_it) {
                    *slot = Some(number);
                }
            }
        }
        Claims { setting, prose, lists, columns, listed }
    }

    fn claim(&self, at: usize) -> Option<&'p Claim> {
        self.prose.get(at).copied().flatten()
    }

    /// The verdict to show with a claim: its own, or the gravest of its column.
    fn verdict(&self, at: usize, claim: &Claim) -> Verdict {
        let column = self.columns.get(at).map_or(&[][..], Vec::as_slice);
        verdict::gravest(column.iter().copied()).unwrap_or(claim.judgement.verdict)
    }

    /// How the claim at a place tells on whose word it stands.
    fn telling(&self, at: usize) -> Telling {
        let form = self.claim(at).map(|claim| &claim.form);
        match form {
            Some(ClaimForm::Prose(_)) => Telling::Note,
            _ => Telling::Title,
        }
    }

    /// The opening tag of a claim.
    pub(super) fn start(&self, at: usize) -> String {
        self.open(at, self.telling(at))
    }

    /// The closing tag of a claim, with a mark unless it holds, and its note.
    pub(super) fn end(&self, at: usize) -> String {
        self.close(at, self.telling(at))
    }

    fn open(&self, at: usize, telling: Telling) -> String {
        let Some((claim, bound)) = self.bound(at) else {
            return "<span class=\"claim\" data-verdict=\"unjudged\">".to_string();
        };
        let verdict = self.verdict(at, claim);
        let mode = if claim.mode == Mode::Myth { " data-mode=\"myth\"" } else { "" };
        let (around, told) = match telling {
            Telling::Note => ("<span class=\"told\">", String::new()),
            Telling::Title => {
                ("", format!(" title=\"{}\"", escape(&self.title(claim, bound, verdict))))
            }
        };
        let listed = match self.listed.get(at).copied().flatten() {
            Some(index) => {
                let (id, number) = (anchor(index), index + 1);
                format!(" aria-describedby=\"{id}\" data-note=\"{number}\"")
            }
            None => String::new(),
        };
        format!(
            "{around}<a class=\"claim\" href=\"{}\" data-fact=\"{}\" data-verdict=\"{}\"{mode}{listed}{told}>",
            escape(&self.href(bound)),
            escape(&bound.fact.id),
            verdict.as_str(),
        )
    }

    fn close(&self, at: usize, telling: Telling) -> String {
        let Some((claim, bound)) = self.bound(at) else {
            let words = self.unbound(self.claim(at));
            return format!("</span><sup class=\"mark\">{words}</sup>");
        };
        let verdict = self.verdict(at, claim);
        let shown = verdict::shown(self.setting.words, verdict, &claim.mode);
        let mark = match shown.holds {
            true => String::new(),
            false => format!("<sup class=\"mark\">{}</sup>", escape(&shown.words)),
        };
        // The list of facts says the same to those who hear the page, so the note is for eyes.
        let note = match telling {
            Telling::Note => {
                let note = self.note(claim, bound, verdict);
                format!("<span class=\"tip\" aria-hidden=\"true\">{note}</span></span>")
            }
            Telling::Title => String::new(),
        };
        format!("</a>{mark}{note}")
    }

    /// What stands behind words that cannot be marked themselves, unless they hold.
    pub(super) fn mark(&self, at: usize) -> String {
        let mark = self.claim(at).and_then(|claim| self.marking(claim));
        mark.map_or_else(String::new, |mark| format!("<sup class=\"mark\">{mark}</sup>"))
    }

    /// What stands before a block of code, unless it holds.
    pub(super) fn code_mark(&self, at: usize) -> String {
        self.block_mark(self.claim(at))
    }

    /// What stands before a list, unless it holds.
    pub(super) fn list_mark(&self, at: usize) -> String {
        self.block_mark(self.lists.get(at).copied().flatten())
    }

    fn block_mark(&self, claim: Option<&Claim>) -> String {
        let mark = claim.and_then(|claim| Some((claim, self.marking(claim)?)));
        mark.map_or_else(String::new, |(claim, mark)| {
            let verdict = claim.judgement.verdict.as_str();
            format!("<p class=\"mark\" data-verdict=\"{verdict}\">{mark}</p>\n")
        })
    }

    /// The verdict on a claim in words, linked to its fact; `None` where it holds.
    fn marking(&self, claim: &Claim) -> Option<String> {
        let Ok(bound) = &claim.bound else { return Some(self.unbound(Some(claim))) };
        let shown = verdict::shown(self.setting.words, claim.judgement.verdict, &claim.mode);
        let href = self.href(bound);
        (!shown.holds)
            .then(|| format!("<a href=\"{}\">{}</a>", escape(&href), escape(&shown.words)))
    }

    /// The words of an insertion, linked to their fact.
    pub(super) fn insertion(&self, at: usize) -> String {
        self.around(at, &self.words(at), self.telling(at))
    }

    /// A whole list or table, or a paragraph with the words of what is neither.
    pub(super) fn block(&self, at: usize) -> String {
        let whole = self.bound(at).and_then(|(_, bound)| self.whole(at, bound));
        whole.unwrap_or_else(|| format!("<p class=\"inserted\">{}</p>\n", self.insertion(at)))
    }

    /// A set as a list, a table as a table; `None` for what is neither.
    fn whole(&self, at: usize, bound: &Bound) -> Option<String> {
        let setting = Setting { filler: self.filler(bound), ..*self.setting };
        if let Some(Value::Table(table)) = &bound.value {
            let label = self.label(bound);
            let caption = self.around(at, &escape(&label), Telling::Title);
            return Some(format!("{}\n", setting.table(table, Some(&caption), &label)));
        }
        let items = setting.items(bound.value.as_ref()?, &bound.property)?;
        let item = |name: &String| {
            format!("<li>{}</li>\n", self.around(at, &escape(name), Telling::Title))
        };
        let items: String = items.iter().map(item).collect();
        (!items.is_empty()).then(|| format!("<ul class=\"inserted\">\n{items}</ul>\n"))
    }

    fn around(&self, at: usize, html: &str, telling: Telling) -> String {
        format!("{}{html}{}", self.open(at, telling), self.close(at, telling))
    }

    fn bound(&self, at: usize) -> Option<(&'p Claim, &'p Bound)> {
        let claim = self.claim(at)?;
        Some((claim, claim.bound.as_ref().ok()?))
    }

    fn words(&self, at: usize) -> String {
        let Some((claim, bound)) = self.bound(at) else {
            let to = self.claim(at).map_or("?", |claim| claim.to.as_str());
            return format!("<code>{}</code>", escape(to));
        };
        match &bound.value {
            Some(value) => {
                let setting = Setting { filler: self.filler(bound), ..*self.setting };
                escape(&value.phrase(&setting.context(&bound.property))).into_owned()
            }
            None => format!("<code>{}</code>", escape(&claim.to)),
        }
    }

    fn filler(&self, bound: &Bound) -> &'s [String] {
        let subject = self.setting.site.subjects.get(&bound.fact.subject);
        subject.map_or(&[], |subject| subject.filler.as_slice())
    }

    fn label(&self, bound: &Bound) -> String {
        let fact = self.setting.site.fact(&bound.fact.subject, &bound.fact.property);
        fact.map_or_else(|| bound.fact.id.clone(), |fact| heading(&fact.label()))
    }

    fn href(&self, bound: &Bound) -> String {
        match self.setting.site.subjects.get(&bound.fact.subject) {
            Some(subject) => self.setting.here.to(&subject.url, Some(&bound.fact.property)),
            None => self.setting.here.root(),
        }
    }

    /// What a pointer shows: the value, where it is true, on whose word, and since when.
    fn title(&self, claim: &Claim, bound: &Bound, verdict: Verdict) -> String {
        let parts: Vec<String> =
            self.told(claim, bound, verdict).into_iter().map(|(_, part)| part).collect();
        parts.join(" · ")
    }

    /// The same as HTML, each part with what it tells.
    fn note(&self, claim: &Claim, bound: &Bound, verdict: Verdict) -> String {
        let part = |(told, part): (Told, String)| {
            let part = escape(&part);
            match told {
                Told::Value => format!("<strong>{part}</strong>"),
                Told::Source => format!("<span>{part}</span>"),
                Told::Beside => format!("<small>{part}</small>"),
                Told::Wrong => format!("<em>{part}</em>"),
            }
        };
        let parts: Vec<String> = self.told(claim, bound, verdict).into_iter().map(part).collect();
        parts.join(" ")
    }

    fn told(&self, claim: &Claim, bound: &Bound, verdict: Verdict) -> Vec<(Told, String)> {
        let site = self.setting.site;
        let setting = Setting { filler: self.filler(bound), ..*self.setting };
        let value = match &bound.value {
            Some(value) => setting.text(value, &bound.property),
            None => claim.judgement.expected.clone(),
        };
        let mut parts = vec![(Told::Value, value)];
        let fact = site.fact(&bound.fact.subject, &bound.fact.property);
        let statement = bound.statement.and_then(|at| fact?.statements.get(at));
        if let Some(statement) = statement {
            parts.push((Told::Beside, scope_words(&setting, &statement.scope)));
            for cited in by_authority(site, &statement.sources) {
                let shown = citation(&setting, cited);
                let at = shown.at.map(|at| format!(", {at}")).unwrap_or_default();
                let quote = shown.quote.map(|quote| format!(": “{quote}”")).unwrap_or_default();
                parts.push((Told::Source, format!("{}{at}{quote}", shown.title)));
            }
            let checked = setting.words.get("page.checked");
            parts.extend(statement.checked.map(|day| (Told::Beside, format!("{checked} {day}"))));
        }
        let shown = verdict::shown(self.setting.words, verdict, &claim.mode);
        if !shown.holds {
            let reason = &claim.judgement.reason;
            let colon = if reason.is_empty() { "" } else { ": " };
            parts.push((Told::Wrong, format!("{}{colon}{reason}", shown.words)));
        }
        parts.retain(|(_, part)| !part.is_empty());
        parts
    }

    /// What is said of a claim that is bound to no fact, as HTML.
    fn unbound(&self, claim: Option<&Claim>) -> String {
        let name = match claim.map(|claim| &claim.bound) {
            Some(Err(Unbound::UnknownFact { .. })) => "verdicts.unknown",
            _ => "verdicts.unjudged",
        };
        escape(self.setting.words.get(name)).into_owned()
    }
}
