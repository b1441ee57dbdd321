//! The table of events: 61 columns.

use crate::cameo;
use crate::cameo_actor::ActorCode;
use crate::gdelt::{moment, pairs, place};
use crate::together::Together;
use crate::told::{LeftOut, Party, Told};
use document::Date;

/// The columns, as GDELT's header row names them.
pub const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The rows of what a telling and all others tell, a pair of sides each.
pub fn rows(told: &Told<'_>, together: &Together<'_, '_>) -> Result<Vec<Vec<String>>, LeftOut> {
    told.happened()?;
    let (day, _) = together.date(told).happened()?;
    let first = together.tellings.first().unwrap_or(told);
    let counts = [together.tellings.len(), together.outlets().len(), together.articles().len()];
    let code = cameo::code(told.event);
    let quad = cameo::quad_class(code).unwrap_or(told.record.quad_code);
    let mut rows = Vec::new();
    for (dyad, one, two) in pairs(told)? {
        let mut row = Vec::with_capacity(COLUMNS.len());
        row.extend([together.row_number(told, dyad.number).to_string()]);
        row.extend(["%Y%m%d", "%Y%m", "%Y"].map(|form| day.strftime(form).to_string()));
        row.extend([fraction(day)]);
        row.extend(actor(dyad.source, one));
        row.extend(actor(dyad.target, two));
        row.extend([u8::from(together.tellings.iter().any(Told::is_lead)).to_string()]);
        row.extend([code, cameo::base(code), cameo::root(code)].map(str::to_string));
        row.extend([quad.to_string(), cameo::goldstein(code).to_string()]);
        row.extend(counts.map(|count| count.to_string()));
        row.extend([String::new()]);
        row.extend(place::cells(None));
        row.extend(place::cells(None));
        row.extend(place::cells(together.place(told).record.event_loc.as_ref()));
        row.extend([moment(first), first.address().to_string()]);
        rows.push(row);
    }
    Ok(rows)
}

/// Code, name in capitals, country, known group, the three cells of peoples and beliefs, of which nothing is known, and three
/// types.
fn actor(party: Option<Party<'_>>, code: ActorCode) -> [String; 10] {
    let name = party.and_then(|party| party.name().map(str::to_uppercase)).unwrap_or_default();
    let mut types = code.types.into_iter();
    let mut next = || types.next().unwrap_or_default();
    let (first, second, third) = (next(), next(), next());
    let unknown = String::new;
    [code.whole, name, code.country, code.group, unknown(), unknown(), unknown(), first, second, third]
}

/// The year and how much of it is over, by GDELT's months of thirty days: `2015.1315`.
fn fraction(day: Date) -> String {
    let days = (f64::from(day.month()) - 1.0) * 30.0 + f64::from(day.day());
    format!("{:.4}", f64::from(day.year()) + days / 365.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_gdelts() {
        assert_eq!(fraction(Date::constant(2015, 2, 18)), "2015.1315");
        assert_eq!(fraction(Date::constant(2020, 12, 31)), "2020.9890");
    }
}
