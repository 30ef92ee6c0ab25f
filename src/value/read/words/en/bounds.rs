//! What is said of values in English: bounds, ranges, their kinds' own words, as data.
//! What the patterns mean is left to `read::comparison`.

use crate::value::read::words::language::{Op, Patterns};

/// Patterns that quantities, versions and dates share.
pub(super) const COMPARISONS: Patterns = &[
    ("#", Op::Bare),
    ("(exactly|precisely|=|equal to|equals) #", Op::Exactly),
    ("# (exactly|precisely)", Op::Exactly),
    (
        "(at least|at the least|at minimum|at a minimum|equal to or greater than|equal to or more than|at the very least|greater than or equal to|more than or equal to|from|no less than|not less than|not below|no lower than|not lower than|not under|≥|a minimum of|min|minimum|minimum of|the minimum is) #",
        Op::From,
    ),
    (
        "# (or more|and more|or above|and above|or higher|and higher|or greater|and greater|or up|and up|or upwards|and upwards|upwards|and over|or over|+|minimum|at the least|at the very least|min|at least|at minimum|at a minimum)",
        Op::From,
    ),
    ("from # (up|upwards|upward|and up|on|onwards|onward)", Op::From),
    // The name of what is spoken of may stand after “with”, which it takes with it.
    ("(starting|beginning)[ (at|from|with)] #", Op::From),
    (
        "(at most|at the most|at the very most|can be up to|maximally|less than or equal to|equal to or less than|no more than|not more than|never more than|no greater than|not greater than|no higher than|not higher than|not over|not above|never above|≤|max|maximum|maximum of|a maximum of|the maximum is|up to|up to and including|not exceeding) #",
        Op::Until,
    ),
    (
        "# (or less|and less|or below|and below|or lower|and lower|or under|and under|maximum|max|at most|at the most|at maximum)",
        Op::Until,
    ),
    ("(above|greater than|higher than|>|over) #", Op::Above),
    ("(below|less than|lower than|<|under) #", Op::Below),
    (
        "(between # and #|# to #|# - #|# through #|# up to #|from # (to|up to|through|until) #|# .. #|# … #|# thru #)[ inclusive]",
        Op::Between,
    ),
    ("from # up to and including #", Op::Between),
    ("[from ]# up to but (not including|excluding) #", Op::UpTo),
    ("[from ]# (to|until|up to) (before|below|less than|under) #", Op::UpTo),
    ("not #", Op::Not),
];

/// Further patterns of quantities.
pub(super) const QUANTITIES: Patterns = &[
    ("(only|just) #", Op::Bare),
    ("# only", Op::Bare),
    ("within #", Op::Until),
    ("(no fewer than|not fewer than|never less than|never fewer than|down to) #", Op::From),
    ("[(a|the) ](minimum|min)[ number][ (of|is)] #", Op::From),
    ("[a|the ](lower limit|lower bound)[ (of|is)] #", Op::From),
    ("(the|a) (minimum|min) (is|of) #", Op::From),
    (
        "(as many as|as much as|up to a maximum of|any number up to|limited to|restricted to|capped at|no longer than|no larger than|not longer than|not larger than|no bigger than|not bigger than|not to exceed|(does|do|must|may|should|can|shall|will) not exceed|cannot exceed|never exceeds) #",
        Op::Until,
    ),
    (
        "[(a|the) ](maximum|max|maximum number|max number|limit|cap|ceiling|upper limit|upper bound)[ (of|is)] #",
        Op::Until,
    ),
    ("# (or fewer|and fewer|or smaller|or shorter)", Op::Until),
    ("# (or|and) (larger|longer|bigger)", Op::From),
    ("# (or|and) faster", Op::Faster),
    ("(more than|larger than|bigger than|longer than|exceeding|in excess of) #", Op::Above),
    ("(fewer than|smaller than|shorter than) #", Op::Below),
    (
        "(unlimited|infinite|unbounded|any amount|any amount of|no limit|without limit|without a limit|any number|any number of|an unlimited number|an unlimited number of|there is no limit)",
        Op::Any,
    ),
    ("(no|none)", Op::Zero),
];

/// Further patterns of versions.
pub(super) const VERSIONS: Patterns = &[
    // A version that stands alone may be a bound; one that is the only one is none.
    ("(only|just) #", Op::Exactly),
    ("# only", Op::Exactly),
    ("(later|newer) than or equal to #", Op::From),
    ("equal to or (later|newer) than #", Op::From),
    ("(older|earlier) than or equal to #", Op::Until),
    ("equal to or (older|earlier) than #", Op::Until),
    ("# (or|and) (prior|before)", Op::Until),
    ("(until|up to|through) # inclusive", Op::Until),
    (
        "# (or|and)[ (a|any|all)] (later|newer|higher|greater|subsequent|more recent)[ (version|versions|release|releases)]",
        Op::From,
    ),
    (
        "(since|as of|from|not before|no earlier than|not earlier than|not older than|no older than) #",
        Op::From,
    ),
    ("# (onwards|onward|on|and onwards|and onward|and on)", Op::From),
    (
        "# (or|and)[ (an|any|all)] (earlier|older|lower)[ (version|versions|release|releases)]",
        Op::Until,
    ),
    (
        "(through|until|no later than|not after|not later than|not newer than|no newer than|up through) #",
        Op::Until,
    ),
    ("[a ](minimum|minimum version)[ of] #", Op::From),
    ("[the ](minimum|min) (version|release) is #", Op::From),
    ("version is #", Op::Bare),
    ("(any|all|every)[ (version|versions|release|releases)]", Op::Any),
    ("(later than|newer than|after|more recent than) #", Op::Above),
    (
        "(before|earlier than|older than|prior to|up to but not including|up to but excluding) #",
        Op::Below,
    ),
];

/// Further patterns of dates.
pub(super) const DATES: Patterns = &[
    ("(only|just) #", Op::Bare),
    ("# only", Op::Bare),
    ("within #", Op::Exactly),
    ("not (in|on|during) #", Op::Not),
    ("at the latest[ (by|on|in)] #", Op::Until),
    ("at the latest by the end of #", Op::Until),
    ("(in|on|during) #", Op::Exactly),
    ("(since|from|as of|not before|no earlier than|not earlier than) #", Op::From),
    ("[(in|on) ]# (or|and) later", Op::From),
    ("# at the earliest", Op::From),
    ("(starting on|beginning on|starting in|beginning in|effective) #", Op::From),
    ("# at the latest", Op::Until),
    ("# (onwards|onward|on|and onwards|and onward|and on)", Op::From),
    ("(until|till|by|through|no later than|not later than|up to)[ the] end of #", Op::Until),
    (
        "(no later than|not later than|not after|on or before|through|until and including|up to and including) #",
        Op::Until,
    ),
    ("[(in|on) ]# (or|and) (earlier|before)", Op::Until),
    ("(on or after) #", Op::From),
    ("(by|until|till) #", Op::By),
    ("(after|later than) #", Op::Above),
    ("(before|earlier than|prior to) #", Op::Below),
];
