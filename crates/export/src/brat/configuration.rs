//! brat's `annotation.conf`: the kinds of spans, events and attributes that the files use.

use event::{Assertion, Category};

/// The file's content. It is made from the categories and values of the contract, so that it cannot fall behind them.
pub fn configuration() -> String {
    let roles = "Actor*:Party, Recipient*:Party, Place?:Place, Time?:Time, Source*:Party, Cue*:Cue, Dead?:Number, Injured?:Number, \
                 Arrested?:Number, Size?:Number, Assertion?:Cue";
    let events: Vec<String> = Category::ALL.iter().map(|category| format!("{category}\t{roles}")).collect();
    let values: Vec<&str> = Assertion::ALL.iter().map(|value| value.name()).collect();
    format!(
        "[entities]\nParty\nPlace\nTime\nNumber\nCue\n\n\
         [relations]\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n{}\n\n\
         [attributes]\nAssertion\tArg:<EVENT>, Value:{}\nHistorical\tArg:<EVENT>\nOngoing\tArg:<EVENT>\n",
        events.join("\n"),
        values.join("|")
    )
}
