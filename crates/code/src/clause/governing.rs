//! The few words that govern an infinitive or a gerund in their own way: whose deed it is that they speak of. Nothing else is known of words in `clause`.

/// Verbs whose infinitive is done by their subject although they have an object ("promised Kyiv to send arms").
pub(super) const SUBJECT_CONTROL: [&str; 6] = ["promise", "vow", "pledge", "threaten", "use", "swear"];

/// Verbs whose phrase with these prepositions names who is to do the infinitive ("called on Russia to withdraw").
pub(super) const PREPOSITION_CONTROL: [(&str, &str); 8] = [
    ("put", "on"),
    ("call", "on"),
    ("call", "upon"),
    ("appeal", "to"),
    ("plead", "with"),
    ("rely", "on"),
    ("prevail", "on"),
    ("call", "for"),
];

/// Verbs whose object is to do the infinitive, also where the parser hangs the infinitive on the object ("asked the ministry to hand over").
pub(super) const OBJECT_CONTROL: [&str; 27] = [
    "ask",
    "urge",
    "order",
    "allow",
    "force",
    "tell",
    "press",
    "send",
    "invite",
    "help",
    "permit",
    "enable",
    "want",
    "encourage",
    "warn",
    "advise",
    "persuade",
    "instruct",
    "command",
    "require",
    "get",
    "compel",
    "request",
    "pressure",
    "beg",
    "let",
    "deploy",
];

/// Verbs of getting in touch: what is said then is said by their subject ("called the king to apologise", "received the envoy to protest").
pub(super) const IN_TOUCH: [&str; 13] =
    ["call", "phone", "telephone", "ring", "cable", "write", "contact", "visit", "meet", "receive", "host", "summon", "dine"];

/// Verbs of what is said to whom one is in touch with.
pub(super) const TOLD: [&str; 33] = [
    "apologise",
    "apologize",
    "assure",
    "reassure",
    "congratulate",
    "thank",
    "express",
    "voice",
    "convey",
    "offer",
    "condemn",
    "denounce",
    "protest",
    "complain",
    "discuss",
    "demand",
    "ask",
    "urge",
    "press",
    "warn",
    "inform",
    "tell",
    "invite",
    "wish",
    "reaffirm",
    "reiterate",
    "stress",
    "pledge",
    "promise",
    "deliver",
    "praise",
    "criticise",
    "criticize",
];

/// Nouns of documents that speak for those who issue them.
pub(super) const DOCUMENTS: [&str; 12] = [
    "report",
    "lawsuit",
    "suit",
    "statement",
    "letter",
    "resolution",
    "decree",
    "complaint",
    "petition",
    "declaration",
    "communique",
    "note",
];

/// Prepositions that make a gerund the deed of the governor's object ("accused Rwanda of sending troops").
pub(super) const OBJECT_GERUND: [&str; 7] = ["of", "for", "from", "over", "into", "against", "with"];

/// Nouns of what somebody is held to have done: the deed is that of the governor's object ("arrested two men on suspicion of spying").
pub(super) const CHARGES: [&str; 4] = ["suspicion", "charge", "accusation", "allegation"];
