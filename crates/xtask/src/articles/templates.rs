//! Sentences with gaps. In braces: `a` and `b` the two states, `a-adj` and `b-adj` their adjectives, `a-cap` and `b-cap` their capitals,
//! `place`, `day` ("on Tuesday", "on March 3"), `n` a small number, `m` a larger one, `office` who speaks, `then` the day of an older
//! happening, `since` the day from which something is counted.

/// One kind of happening: three wordings, what the one side says of it, and a headline.
pub struct Kind {
    /// A headline.
    pub headline: &'static str,
    /// Three ways to tell it.
    pub told: [&'static str; 3],
    /// What is said next.
    pub said: &'static str,
}

const fn kind(headline: &'static str, told: [&'static str; 3], said: &'static str) -> Kind {
    Kind { headline, told, said }
}

/// The kinds of happenings.
pub const KINDS: [Kind; 14] = [
    kind(
        "{a} shells {place}, {n} killed",
        [
            "{a-adj} artillery shelled {place} {day}, killing {n} {b-adj} soldiers, {office} of {b} said.",
            "{n} {b-adj} soldiers were killed {day} when {a-adj} forces fired shells at {place}, according to {b}.",
            "{a} bombarded {place} {day} and killed {n} soldiers of {b}.",
        ],
        "{a} denied that its troops had shelled {place} and said that {b-adj} units had opened fire first.",
    ),
    kind(
        "Raid at {place}",
        [
            "{a-adj} commandos raided a {b-adj} post near {place} {day} and wounded {n} guards, {b}'s army said.",
            "{n} {b-adj} guards were wounded in a raid by {a-adj} commandos near {place} {day}.",
            "Commandos of {a} attacked a post of {b} near {place} {day}, wounding {n} guards.",
        ],
        "The foreign ministry of {a} rejected the account as an invention.",
    ),
    kind(
        "Ministers of {a} and {b} meet",
        [
            "The foreign ministers of {a} and {b} met in {place} {day}, {office} of {a} said.",
            "{a}'s foreign minister held talks with the foreign minister of {b} in {place} {day}.",
            "The foreign ministers of {a} and {b} held talks {day} in {place}.",
        ],
        "{b} called the talks useful.",
    ),
    kind(
        "{a} threatens {b}",
        [
            "{a} threatened {day} to strike {b-adj} bases if drones crossed the border near {place} again.",
            "{a}'s defence minister threatened {b} with an attack {day}, after drones had been seen over {place}.",
            "The government of {a} warned {b} {day} that it would attack its bases over the drones seen at {place}.",
        ],
        "{b} condemned the threat.",
    ),
    kind(
        "Police arrest {m} in {place}",
        [
            "Police in {place} arrested {m} people {day} after a protest against {b}, {office} of {a} said.",
            "{a-adj} police arrested {m} protesters in {place} {day}.",
            "{m} protesters were arrested by {a-adj} police in {place} {day}.",
        ],
        "{b} urged {a} to release those who were arrested.",
    ),
    kind(
        "{a} and {b} sign accord",
        [
            "{a} and {b} signed an agreement in {place} {day} to open a hotline between their armies.",
            "Envoys of {a} and {b} signed an accord on a hotline between their armies in {place} {day}.",
            "An agreement on a military hotline was signed by {a} and {b} in {place} {day}.",
        ],
        "{a} promised to withdraw its guns from {place} within a month.",
    ),
    kind(
        "{a} suspends accord with {b}",
        [
            "{a} suspended its military agreement with {b} {day}, {office} of {a} said.",
            "The cabinet of {a} suspended the military agreement with {b} {day}.",
            "{a} said {day} that it had suspended the military accord with {b}.",
        ],
        "{b} accused {a} of breaking its word.",
    ),
    kind(
        "{a} expels diplomats",
        [
            "{a} expelled {n} {b-adj} diplomats {day}.",
            "The foreign ministry of {a} expelled {n} diplomats of {b} {day}.",
            "{n} {b-adj} diplomats were expelled by {a} {day}.",
        ],
        "{b} summoned the ambassador of {a} in protest.",
    ),
    kind(
        "Aid reaches {place}",
        [
            "{a} sent {m} tonnes of food to {place} {day}, {office} of {b} said.",
            "{a} delivered {m} tonnes of food aid to {b} at {place} {day}.",
            "A convoy of {a} brought {m} tonnes of food to {place} in {b} {day}.",
        ],
        "{b} thanked {a} for the help.",
    ),
    kind(
        "{a} moves troops to {place}",
        [
            "{a} deployed {m} troops near {place} {day}, {office} of {b} said.",
            "The army of {a} moved {m} troops to the border near {place} {day}.",
            "{m} {a-adj} troops were deployed to {place} {day}.",
        ],
        "{b} put its own army on alert {day}.",
    ),
    kind(
        "{m} march in {place}",
        [
            "{m} people protested in {place} {day} against the government of {a}.",
            "Thousands marched in {place} {day} against the government of {a}, among them {m} students.",
            "About {m} demonstrators rallied in {place} {day} to protest against {a}.",
        ],
        "Police fired tear gas at the protesters in {place}.",
    ),
    kind(
        "{a} accuses {b}",
        [
            "{a} accused {b} {day} of sending spies to {place}.",
            "{office} of {a} accused {b} {day} of spying at {place}.",
            "{a} blamed {b} {day} for a network of spies in {place}.",
        ],
        "{b} denied the accusation.",
    ),
    kind(
        "Prisoners freed at {place}",
        [
            "{a} released {n} {b-adj} prisoners at {place} {day}.",
            "{n} prisoners of {b} were freed by {a} at {place} {day}, {office} of {b} said.",
            "{a-adj} officers handed over {n} {b-adj} prisoners at {place} {day}.",
        ],
        "{b} promised to release its own prisoners next week.",
    ),
    kind(
        "{a} imposes sanctions",
        [
            "{a} imposed sanctions on {n} {b-adj} companies {day}.",
            "The government of {a} imposed sanctions {day} on {n} companies of {b}.",
            "{a} froze the assets of {n} {b-adj} companies {day}, {office} of {a} said.",
        ],
        "{b} vowed to retaliate.",
    ),
];

/// What may follow: background, tallies, and third parties.
pub const MORE: [&str; 6] = [
    "The United Nations urged {a} and {b} to return to talks.",
    "Since {since}, {a-adj} forces have fired {m} rockets at {b}, by the count of {office} of {b}.",
    "On {then}, {a} and {b} had agreed to a truce along the border.",
    "The president of {b} will visit {a-cap} next month, {office} of {b} said.",
    "In {then}, shelling near {place} killed {m} people.",
    "Residents of {place} said that shops had closed and buses stood still.",
];

/// Sentences that tell nothing, made of [`QUALITIES`] for `q`, [`THINGS`] for `t` and [`STATES`] for `s`, anew for every text: real articles
/// have most of their words for themselves, and what finds copies goes by that.
pub const FILLING: [&str; 3] = [
    "{q} {t} and {q} {t} {s} beside {q} {t}, while {q} {t} {s} above {q} {t}.",
    "{t} of {q} {t} {s} under {q} {t} and {q} {t}.",
    "Near {place}, {q} {t} {s} among {q} {t}, {t} and {q} {t}.",
];

/// How things are.
pub const QUALITIES: [&str; 40] = [
    "amber", "ancient", "bare", "blue", "brittle", "broad", "chalky", "cold", "crooked", "damp", "dusty", "faded", "flat",
    "frosty", "golden", "grey", "hollow", "humble", "idle", "leafy", "little", "lonely", "mossy", "narrow", "pale", "patched",
    "plain", "quiet", "round", "rusty", "shallow", "silver", "sleepy", "slender", "stony", "sunlit", "tall", "wooden", "worn",
    "yellow",
];

/// Things.
pub const THINGS: [&str; 60] = [
    "almonds", "apples", "barrels", "baskets", "beans", "bells", "benches", "berries", "blankets", "bottles", "bowls", "bricks",
    "brooms", "buckets", "buttons", "candles", "carpets", "chairs", "cherries", "clouds", "coats", "cups", "curtains", "doors",
    "ducks", "fences", "figs", "flowers", "geese", "grapes", "hats", "hedges", "kettles", "ladders", "lamps", "leaves", "lemons",
    "mirrors", "olives", "onions", "orchards", "pears", "pebbles", "pigeons", "pillows", "plates", "plums", "ponds", "puddles",
    "ribbons", "rooftops", "roses", "shadows", "sheep", "shelves", "spoons", "stools", "swallows", "tables", "trees",
];

/// What things do.
pub const STATES: [&str; 12] =
    ["dried", "drifted", "dripped", "glowed", "hung", "leaned", "lay", "rested", "slept", "stood", "swayed", "waited"];
