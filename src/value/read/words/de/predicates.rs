//! What is said of a thing in German: statuses, truths, their negations, as data.
//! How a predicate is taken apart is left to the reader beside the tables.

use crate::value::read::words::language::Words;

/// Words that are two.
pub(super) const CONTRACTIONS: &[(&str, &str)] = &[];

/// Words of a predicate that add nothing to it.
pub(super) const COPULAS: Words = &[
    "ist",
    "sind",
    "wird",
    "werden",
    "wurde",
    "wurden",
    "war",
    "waren",
    "es",
    "worden",
    "derzeit",
    "aktuell",
    "momentan",
    "noch",
    "gilt",
    "gelten",
    "als",
    "bereits",
    "inzwischen",
];

/// What turns a predicate over.
pub(super) const NEGATORS: Words =
    &["nicht", "kein", "keine", "keinen", "keiner", "keinerlei", "nie", "niemals"];

/// Words that, in this order, speak of what is to come.
pub(super) const FUTURE: &[Words] = &[&["wird", "werden"], &["werden", "werden"]];

/// What says each status, without copulas.
pub(super) const STATUSES: &[(&str, &str)] = &[
    (
        "supported",
        "(unterstützt|vollständig unterstützt|voll unterstützt|offiziell unterstützt|volle unterstützung|volle unterstützung für|unterstützung|unterstützung für|ja|✓|✔|✅)",
    ),
    ("unsupported", "(inkompatibel|nein|✗|✘|❌|unmöglich)"),
    (
        "experimental",
        "(experimentell|experimentell unterstützt|experimentelle unterstützung|experimentelle unterstützung für|[in der ](vorschau|beta))",
    ),
    (
        "works",
        "(funktioniert|funktionieren|verfügbar|nutzbar|kann verwendet|können verwendet|kann genutzt|können genutzt|möglich|kompatibel)",
    ),
    ("certified", "(zertifiziert|vollständig zertifiziert)"),
    ("deprecated", "(veraltet|abgekündigt)"),
    ("removed", "(entfernt)"),
];

/// Phrases whose denial says that something is not supported at all.
pub(super) const DENIABLE: &str = "(unterstützt|unterstützen|unterstützung|unterstützung für|funktioniert|funktionieren|verfügbar|nutzbar|kann verwendet|können verwendet|kann genutzt|können genutzt|möglich|kompatibel)";

/// What says that something is required, and that it is not.
pub(super) const REQUIREMENTS: (&str, &str) = (
    "([(zwingend|unbedingt) ]erforderlich|benötigt|notwendig|nötig|zwingend|obligatorisch|erfordert|braucht|vorausgesetzt|pflicht)",
    "(optional|unnötig|ohne|freiwillig|überflüssig)",
);

/// What says true, and false.
pub(super) const TRUTHS: (&str, &str) =
    ("(ja|wahr|immer|✓|✔|✅)", "(nein|falsch|nie|niemals|✗|✘|❌)");

/// What says that something is switched on, and off.
pub(super) const SWITCHES: (&str, &str) = (
    "(aktiviert|an|ein|eingeschaltet|aktiv)",
    "(deaktiviert|aus|ausgeschaltet|inaktiv|abgeschaltet)",
);

/// What says that something can be done, and that it cannot.
pub(super) const SUPPORTS: (&str, &str) = (
    "(unterstützt|unterstützung|verfügbar|möglich|erlaubt|zulässig)",
    "(unmöglich|verboten|unzulässig)",
);
