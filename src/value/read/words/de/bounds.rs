//! What is said of values in German: bounds, ranges, their kinds' own words, as data.
//! What the patterns mean is left to `read::comparison`.

use crate::value::read::words::language::{Op, Patterns};

/// Patterns that quantities, versions and dates share.
pub(super) const COMPARISONS: Patterns = &[
    ("#", Op::Bare),
    ("(genau|exakt|=|gleich) #", Op::Exactly),
    (
        "(mindestens|wenigstens|zumindest|minimal|nicht weniger als|nicht unter|≥|ein minimum von|min|mind|minimum|das minimum ist|ab) #",
        Op::From,
    ),
    (
        "# (oder mehr|und mehr|oder höher|und höher|oder darüber|und darüber|aufwärts|+|minimum|mindestens)",
        Op::From,
    ),
    (
        "(höchstens|maximal|max|maximum|nicht mehr als|nie mehr als|nicht über|≤|ein maximum von|das maximum ist|bis zu|bis einschließlich|bis maximal) #",
        Op::Until,
    ),
    (
        "# (oder weniger|und weniger|oder darunter|und darunter|oder niedriger|maximal|höchstens)",
        Op::Until,
    ),
    ("(über|größer als|höher als|>|oberhalb von) #", Op::Above),
    ("(unter|kleiner als|niedriger als|<|unterhalb von) #", Op::Below),
    (
        "(zwischen # und #|# bis #|# - #|von # bis #|von # bis zu #|# .. #|# … #)[ einschließlich]",
        Op::Between,
    ),
    ("# bis einschließlich #", Op::Between),
    ("von # bis einschließlich #", Op::Between),
    ("nicht #", Op::Not),
];

/// Further patterns of quantities.
pub(super) const QUANTITIES: Patterns = &[
    ("nur #", Op::Bare),
    ("innerhalb von #", Op::Until),
    ("[(ein|das|eine|die) ](minimum|mindestwert|mindestzahl|untergrenze)[ (von|ist)] #", Op::From),
    ("# (oder|und) (größer|länger)", Op::From),
    ("# (oder|und) schneller", Op::Faster),
    (
        "[(ein|das|eine|die) ](maximum|limit|grenze|obergrenze|höchstwert|höchstzahl)[ (von|ist)] #",
        Op::Until,
    ),
    ("(begrenzt auf|beschränkt auf|bis zu maximal|nicht länger als|nicht größer als) #", Op::Until),
    ("auf # (begrenzt|beschränkt)", Op::Until),
    ("mehr als #", Op::Above),
    ("weniger als #", Op::Below),
    ("(unbegrenzt|unbeschränkt|beliebig viele|beliebig viel|keine grenze|ohne grenze)", Op::Any),
    ("(kein|keine|keinen|keiner)", Op::Zero),
];

/// Further patterns of versions.
pub(super) const VERSIONS: Patterns = &[
    // A version that stands alone may be a bound; one that is the only one is none.
    ("nur #", Op::Exactly),
    ("[von ]# bis (vor|unter) #", Op::UpTo),
    (
        "# (oder|und) (neuer|später|jünger|höher|[eine ](neuere|höhere|spätere) version|[alle ](neueren|höheren|späteren) versionen)",
        Op::From,
    ),
    ("(seit|nicht vor|frühestens|von) #", Op::From),
    ("(ab|von) # (an|aufwärts)", Op::From),
    (
        "# (oder|und) (älter|früher|[eine ](ältere|frühere) version|[alle ](älteren|früheren) versionen)",
        Op::Until,
    ),
    ("(bis|spätestens|nicht nach) #", Op::Until),
    ("(alle versionen|jede version|alle|jede)", Op::Any),
    ("(neuer als|später als|nach) #", Op::Above),
    ("(vor|älter als|früher als) #", Op::Below),
];

/// Further patterns of dates.
pub(super) const DATES: Patterns = &[
    ("nur #", Op::Bare),
    ("nicht (am|im|in) #", Op::Not),
    ("(am|im|in|der) #", Op::Exactly),
    (
        "(seit|seit dem|ab|ab dem|nicht vor|nicht vor dem|frühestens|frühestens am|frühestens im) #",
        Op::From,
    ),
    ("# oder später", Op::From),
    ("# spätestens", Op::Until),
    ("# frühestens", Op::From),
    ("(bis ende|bis zum ende|bis zum ende von|bis einschließlich) #", Op::Until),
    ("(spätestens|spätestens am|nicht nach|nicht nach dem) #", Op::Until),
    ("# oder früher", Op::Until),
    ("(bis|bis zum) #", Op::By),
    ("(nach|nach dem|später als) #", Op::Above),
    ("(vor|vor dem|früher als) #", Op::Below),
    ("(zwischen dem # und dem #|vom # bis zum #|vom # bis #)", Op::Between),
];
