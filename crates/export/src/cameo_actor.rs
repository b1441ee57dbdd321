//! CAMEO's codes of actors, made from a party's country and sector: `KOR`, `KORGOV`, `IGOUNO`, `REB`.

use crate::countries;
use crate::told::Party;

/// An actor's code and its parts; what does not apply is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorCode {
    /// The whole code.
    pub whole: String,
    /// The country.
    pub country: String,
    /// The known organisation.
    pub group: String,
    /// What it is in its country or among organisations, at most three.
    pub types: Vec<String>,
}

/// CAMEO's role for each of PLOVER's sectors. PLOVER renamed MED and HLH; paramilitaries are armed forces outside the military;
/// civil society has no role of its own. Sectors that are not here have none: nobody known (UNK), partial recognition (PRE).
const ROLES: [(&str, &str); 23] = [
    ("AGR", "AGR"),
    ("BUS", "BUS"),
    ("COP", "COP"),
    ("CRM", "CRM"),
    ("CVL", "CVL"),
    ("EDU", "EDU"),
    ("ELI", "ELI"),
    ("GOV", "GOV"),
    ("JRN", "MED"),
    ("JUD", "JUD"),
    ("LAB", "LAB"),
    ("LEG", "LEG"),
    ("MED", "HLH"),
    ("MIL", "MIL"),
    ("OPP", "OPP"),
    ("PRM", "UAF"),
    ("PTY", "PTY"),
    ("REB", "REB"),
    ("REF", "REF"),
    ("REL", "REL"),
    ("SOC", "CVL"),
    ("SPY", "SPY"),
    ("UAF", "UAF"),
];

/// The codes of those who belong to no country: type, then the known organisation with the region before it where CAMEO has one.
const INTERNATIONAL: [(&str, &str, &str, &str); 7] = [
    ("UNO", "IGO", "UNO", "UNO"),
    ("EUR", "IGO", "EUREEC", "EEC"),
    ("IGO", "IGO", "", ""),
    ("NGO", "NGO", "", ""),
    ("ISM", "NGM", "", ""),
    ("IMG", "IMG", "", ""),
    ("MNC", "MNC", "", ""),
];

/// The code of a party; all parts are empty where nothing is known of it.
pub fn of(party: &Party<'_>) -> ActorCode {
    let mut code = made(party.record.code.unwrap_or_default(), if party.is_state() { "" } else { party.sector() });
    // A user's own dictionary has the last word on its actors.
    if let Some(own) = &party.entity.cameo {
        code.whole.clone_from(own);
    }
    code
}

/// The code of a country's or organisation's code and a sector. A state as a whole has no sector.
fn made(code: &str, sector: &str) -> ActorCode {
    let role = ROLES.iter().find(|(name, _)| *name == sector).map_or("", |(_, role)| role);
    let mut made = ActorCode::default();
    if let Some((_, kind, body, group)) = INTERNATIONAL.iter().find(|(name, ..)| *name == code) {
        made.whole = format!("{kind}{body}");
        made.group = group.to_string();
        made.types.push(kind.to_string());
    } else if let Some(country) = countries::of(code) {
        made.whole = country.cameo.to_string();
        made.country = country.cameo.to_string();
    }
    // An organisation's staff is the organisation.
    let is_staff = made.types.len() == 1 && role == "GOV";
    if !role.is_empty() && !is_staff {
        made.whole.push_str(role);
        made.types.push(role.to_string());
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_roles_and_organisations() {
        let whole = |code, sector| made(code, sector).whole;
        assert_eq!(whole("KOR", ""), "KOR");
        assert_eq!(whole("BLR", "COP"), "BLRCOP");
        assert_eq!(whole("KOS", "JRN"), "KSVMED");
        assert_eq!(whole("", "REB"), "REB");
        assert_eq!(whole("", "UNK"), "");
        assert_eq!(whole("UNO", "GOV"), "IGOUNO");
        assert_eq!(made("EUR", "MIL").types, ["IGO", "MIL"]);
        assert_eq!((made("UNO", "").group.as_str(), made("UNO", "").country.as_str()), ("UNO", ""));
    }
}
