//! Who and where the made articles are about. The states are real, so that the knowledge finds them; outlets and agencies are invented.

/// A state as sentences name it.
pub struct State {
    /// Its name.
    pub name: &'static str,
    /// Its adjective.
    pub adjective: &'static str,
    /// Its capital.
    pub capital: &'static str,
}

const fn state(name: &'static str, adjective: &'static str, capital: &'static str) -> State {
    State { name, adjective, capital }
}

/// The states, by their place in [`DYADS`].
pub const STATES: [State; 34] = [
    state("North Korea", "North Korean", "Pyongyang"),
    state("South Korea", "South Korean", "Seoul"),
    state("India", "Indian", "New Delhi"),
    state("Pakistan", "Pakistani", "Islamabad"),
    state("Armenia", "Armenian", "Yerevan"),
    state("Azerbaijan", "Azerbaijani", "Baku"),
    state("Russia", "Russian", "Moscow"),
    state("Ukraine", "Ukrainian", "Kyiv"),
    state("Israel", "Israeli", "Jerusalem"),
    state("Lebanon", "Lebanese", "Beirut"),
    state("Syria", "Syrian", "Damascus"),
    state("Turkey", "Turkish", "Ankara"),
    state("Iran", "Iranian", "Tehran"),
    state("Iraq", "Iraqi", "Baghdad"),
    state("Saudi Arabia", "Saudi", "Riyadh"),
    state("Yemen", "Yemeni", "Sanaa"),
    state("Ethiopia", "Ethiopian", "Addis Ababa"),
    state("Eritrea", "Eritrean", "Asmara"),
    state("Sudan", "Sudanese", "Khartoum"),
    state("China", "Chinese", "Beijing"),
    state("Japan", "Japanese", "Tokyo"),
    state("Vietnam", "Vietnamese", "Hanoi"),
    state("the Philippines", "Philippine", "Manila"),
    state("Venezuela", "Venezuelan", "Caracas"),
    state("Colombia", "Colombian", "Bogota"),
    state("Serbia", "Serbian", "Belgrade"),
    state("Kosovo", "Kosovar", "Pristina"),
    state("Greece", "Greek", "Athens"),
    state("Kyrgyzstan", "Kyrgyz", "Bishkek"),
    state("Tajikistan", "Tajik", "Dushanbe"),
    state("Afghanistan", "Afghan", "Kabul"),
    state("Thailand", "Thai", "Bangkok"),
    state("Cambodia", "Cambodian", "Phnom Penh"),
    state("Rwanda", "Rwandan", "Kigali"),
];

/// Thirty pairs of states with the towns between them that things happen at.
pub const DYADS: [(usize, usize, [&str; 4]); 30] = [
    (0, 1, ["Paju", "Yeoncheon", "Goseong", "Kaesong"]),
    (2, 3, ["Uri", "Poonch", "Muzaffarabad", "Rajouri"]),
    (4, 5, ["Ijevan", "Qazax", "Goris", "Tovuz"]),
    (6, 7, ["Donetsk", "Kharkiv", "Belgorod", "Kherson"]),
    (8, 9, ["Tyre", "Nabatieh", "Metula", "Marjayoun"]),
    (8, 10, ["Quneitra", "Katzrin", "Daraa", "Homs"]),
    (11, 10, ["Afrin", "Kobani", "Manbij", "Idlib"]),
    (11, 27, ["Bodrum", "Kos", "Edirne", "Alexandroupoli"]),
    (12, 13, ["Erbil", "Basra", "Abadan", "Sulaymaniyah"]),
    (12, 14, ["Dammam", "Jubail", "Bushehr", "Khobar"]),
    (14, 15, ["Najran", "Jizan", "Saada", "Hodeida"]),
    (16, 17, ["Badme", "Adigrat", "Senafe", "Humera"]),
    (16, 18, ["Metema", "Gedaref", "Gallabat", "Kassala"]),
    (19, 20, ["Naha", "Ishigaki", "Ningbo", "Fuzhou"]),
    (19, 21, ["Da Nang", "Lao Cai", "Haikou", "Mong Cai"]),
    (19, 22, ["Puerto Princesa", "Subic", "Sanya", "Zambales"]),
    (2, 19, ["Leh", "Tawang", "Shigatse", "Nathula"]),
    (23, 24, ["Cucuta", "San Cristobal", "Arauca", "Maracaibo"]),
    (25, 26, ["Mitrovica", "Raska", "Leposavic", "Vucitrn"]),
    (28, 29, ["Batken", "Isfara", "Khujand", "Osh"]),
    (30, 3, ["Chaman", "Spin Boldak", "Torkham", "Jalalabad"]),
    (31, 32, ["Sisaket", "Siem Reap", "Surin", "Poipet"]),
    (12, 8, ["Isfahan", "Haifa", "Natanz", "Eilat"]),
    (6, 20, ["Nemuro", "Vladivostok", "Wakkanai", "Yuzhno-Sakhalinsk"]),
    (0, 20, ["Aomori", "Niigata", "Wonsan", "Sapporo"]),
    (12, 30, ["Herat", "Zaranj", "Zabol", "Mashhad"]),
    (12, 3, ["Taftan", "Saravan", "Panjgur", "Zahedan"]),
    (12, 11, ["Van", "Urmia", "Hakkari", "Khoy"]),
    (10, 9, ["Arsal", "Qusayr", "Hermel", "Zabadani"]),
    (5, 12, ["Astara", "Ardabil", "Lankaran", "Julfa"]),
];

/// Outlets that write for themselves.
pub const OUTLETS: [&str; 20] = [
    "Harbour Post",
    "Lakeside Courier",
    "Meridian Standard",
    "Frontier Gazette",
    "Delta Observer",
    "Caspian Ledger",
    "Hillside Herald",
    "Northern Mirror",
    "Evening Lantern",
    "River Tribune",
    "Plateau Daily",
    "Isthmus Times",
    "Coastal Monitor",
    "Old Town Dispatch",
    "Valley Chronicle",
    "Steppe Messenger",
    "Bay Examiner",
    "Highland Record",
    "Market Square News",
    "Lighthouse Review",
];

/// Agencies whose reports outlets reprint.
pub const AGENCIES: [&str; 4] = ["Example Wire", "Meridian Wire", "Compass Press Agency", "Pole Star News Agency"];

/// Officials who speak for a state.
pub const OFFICES: [&str; 4] = ["the defence ministry", "the foreign ministry", "an army spokesman", "a government spokeswoman"];

/// Names of months.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Names of days of the week, from Monday.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
