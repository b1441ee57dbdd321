//! A series that a reader checks by hand, and laws of series whatever the deeds.

use document::Date;
use event::{Assertion, Category, IncidentId};
use jiff::civil::date;
use proptest::prelude::*;
use resolve::tension::simulated::{Dice, Spread, quiet, step};
use resolve::tension::{Asked, Deed, LeftOut, Scene, Selection, Series, Sides, Step, changes, series};
use std::collections::{BTreeMap, BTreeSet};

fn deed(id: u64, category: Category, score: f64, days: (Date, Date), published: Date) -> Deed {
    Deed {
        incident: IncidentId(id),
        category,
        score,
        days: Some(days),
        published: Some(published),
        assertion: Assertion::Actual,
        scene: to("PRK"),
    }
}

/// What the South does to somebody.
fn to(recipient: &str) -> Option<Box<Scene>> {
    Some(Box::new(Scene { actors: vec!["KOR".into()], recipients: vec![recipient.into()], ..Scene::default() }))
}

/// Balloons, shots and talks of a June.
fn june() -> Vec<Deed> {
    let day = |day| date(2024, 6, day);
    let on = |first| (day(first), day(first));
    let mut deeds = vec![
        deed(1, Category::Coerce, -5.0, on(2), day(3)),
        deed(2, Category::Assault, -9.0, on(9), day(11)),
        deed(3, Category::Assault, -9.5, (day(9), day(10)), day(11)),
        deed(4, Category::Consult, 1.0, on(12), day(12)),
        deed(5, Category::Accuse, -3.0, on(3), day(20)),
        deed(6, Category::Mobilize, -6.0, (date(2024, 1, 1), day(12)), day(12)),
        deed(7, Category::Assault, -9.0, (date(1953, 7, 1), date(1953, 7, 1)), day(12)),
        deed(8, Category::Sanction, -7.0, on(30), day(12)),
        deed(9, Category::Assault, -9.0, on(9), day(11)),
        deed(10, Category::Coerce, -5.0, on(4), day(4)),
    ];
    deeds[7].assertion = Assertion::Announced;
    deeds[8].days = None;
    deeds[9].scene = to("JPN");
    deeds
}

fn coverage() -> BTreeMap<Date, u64> {
    [(date(2024, 6, 3), 4), (date(2024, 6, 12), 7), (date(2024, 6, 20), 1)].into()
}

fn korea(step: Step) -> Asked {
    let mut asked = Asked::by(step);
    asked.selection.sides = Sides::Dyad("PRK".into(), "KOR".into());
    asked
}

fn ids(numbers: &[u64]) -> Vec<IncidentId> {
    numbers.iter().map(|number| IncidentId(*number)).collect()
}

fn made(deeds: &[Deed], asked: &Asked) -> Series {
    series(deeds, &coverage(), asked).expect("the period is short")
}

#[test]
fn a_june_by_weeks() {
    let found = made(&june(), &korea(Step::Week));
    let point = |at: usize| {
        let point = &found.points[at];
        (found.step.label(point.first), point.articles, point.quads, point.score_sum, point.incidents.clone())
    };
    assert_eq!(point(0), ("2024-W23".to_string(), 4, [0, 0, 1, 2], -21.5, ids(&[2, 3, 5])));
    assert_eq!(point(1), ("2024-W24".to_string(), 7, [1, 0, 0, 0], 1.0, ids(&[4])));
    assert_eq!(point(2), ("2024-W25".to_string(), 1, [0, 0, 0, 0], 0.0, ids(&[])));
    assert_eq!(found.points.len(), 3);
    assert_eq!(found.points[0].score_mean(), Some(-21.5 / 3.0));
    assert_eq!(found.points[2].score_mean(), None);
    let expect = LeftOut {
        undated: ids(&[9]),
        vague: ids(&[6]),
        // June 2 is in the week before that of the first article.
        outside: ids(&[1, 7]),
        unpublished: ids(&[]),
        no_deeds: [(Assertion::Announced, ids(&[8]))].into(),
    };
    assert_eq!(found.left_out, expect);
}

#[test]
fn a_month_holds_what_its_weeks_do_not() {
    let mut deeds = june();
    deeds[5].days = Some((date(2024, 6, 1), date(2024, 6, 12)));
    assert_eq!(made(&deeds, &korea(Step::Week)).left_out.vague, ids(&[6]));
    let found = made(&deeds, &korea(Step::Month));
    assert_eq!(found.left_out.vague, ids(&[]));
    assert_eq!(found.points[0].incidents, ids(&[1, 2, 3, 4, 5, 6]));
}

#[test]
fn as_known_on_a_day_later_reports_do_not_exist() {
    let asked = Asked { until: Some(date(2024, 6, 12)), ..korea(Step::Day) };
    let found = made(&june(), &asked);
    let incidents: Vec<IncidentId> = found.points.iter().flat_map(|point| point.incidents.clone()).collect();
    assert_eq!(incidents, ids(&[2, 3, 4]), "the accusation of June 3 was first reported on June 20");
    assert_eq!(found.points.last().map(|point| (point.last, point.articles)), Some((date(2024, 6, 12), 7)));
    let week = made(&june(), &Asked { until: Some(date(2024, 6, 12)), ..korea(Step::Week) });
    assert_eq!(week.points.last().map(|point| point.last), Some(date(2024, 6, 12)), "the week is not over");
    let mut ahead = june();
    ahead.retain(|deed| deed.incident == IncidentId(8));
    let asked = Asked { selection: Selection { assertions: Assertion::ALL.to_vec(), ..korea(Step::Day).selection }, ..asked };
    let planned = series(&ahead, &BTreeMap::new(), &asked).expect("the period is short");
    assert_eq!((planned.points, planned.left_out.outside), (Vec::new(), ids(&[8])), "June 30 is not yet");
    let nothing = made(&june(), &Asked { until: Some(date(2024, 6, 1)), ..korea(Step::Day) });
    assert_eq!((nothing.points, nothing.left_out), (Vec::new(), LeftOut::default()));
}

#[test]
fn announced_acts_count_where_somebody_asks_for_them() {
    let mut asked = Asked { to: Some(date(2024, 6, 30)), ..korea(Step::Month) };
    asked.selection.assertions.push(Assertion::Announced);
    let found = made(&june(), &asked);
    assert_eq!(found.points[0].quads, [1, 0, 1, 4]);
    assert!(found.left_out.no_deeds.is_empty());
}

#[test]
fn a_flare_up_is_declared_with_the_coverage_of_both_regimes() {
    let first = date(2024, 1, 1);
    let day = |after: i64| document::calendar::plus(first, after).expect("it is in the calendar");
    let quiet = (0..20).map(|at| at * 3);
    let flare = (60..75).flat_map(|at| [at; 5]);
    let deeds: Vec<Deed> = quiet
        .chain(flare)
        .enumerate()
        .map(|(id, at)| deed(id as u64, Category::Assault, -9.0, (day(at), day(at)), day(at)))
        .collect();
    let coverage: BTreeMap<Date, u64> = (0..75).map(|at| (day(at), 10)).collect();
    let found = series(&deeds, &coverage, &Asked::by(Step::Day)).expect("the period is short");
    let [shift] = found.shifts.as_slice() else { panic!("one change: {:?}", found.shifts) };
    assert_eq!((shift.change.began, shift.change.after, shift.articles), (60, 5.0, (10.0, 10.0)));
    assert!((shift.change.before - 1.0 / 3.0).abs() < 1e-12 && shift.change.found <= 63);
    assert!(found.points[60].baseline.is_some_and(|usual| (0.3..0.4).contains(&usual)));
}

#[test]
fn quiet_series_seldom_cry_wolf_and_steps_are_found() {
    let mut dice = Dice::new(1);
    for spread in [Spread::Poisson, Spread::Bursts(2), Spread::Bursts(1)] {
        let alarms: usize = (0..20).map(|_| changes(&quiet(&mut dice, 260, 1.0, spread)).len()).sum();
        assert!(alarms <= 10, "{alarms} in a hundred years of weeks, {spread:?}");
        let found = (0..20).filter(|_| changes(&step(&mut dice, (60, 1.0), (60, 8.0), spread)).iter().any(|one| one.found >= 60));
        assert!(found.count() >= 18, "{spread:?}");
    }
}

/// Deeds of any kind in and around two months.
fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let day = || (0i64..80).prop_map(|after| document::calendar::plus(date(2024, 4, 20), after).expect("it is in the calendar"));
    let assertion = prop_oneof![3 => Just(Assertion::Actual), 1 => (0usize..7).prop_map(|at| Assertion::ALL[at])];
    let one = (0usize..16, proptest::option::of((day(), 0i64..12)), proptest::option::of(day()), assertion, 0usize..3);
    let made = one.prop_map(|(category, days, published, assertion, side)| {
        let category = Category::ALL[category];
        let mut made = deed(0, category, category.quad_code().into(), (Date::MIN, Date::MIN), Date::MIN);
        made.days = days.map(|(first, more)| (first, document::calendar::plus(first, more).unwrap_or(first)));
        (made.published, made.assertion) = (published, assertion);
        made.scene = to(["PRK", "JPN", "KOR"][side]);
        made
    });
    proptest::collection::vec(made, 0..40).prop_map(|mut all| {
        all.iter_mut().zip(0..).for_each(|(deed, id)| deed.incident = IncidentId(id));
        all
    })
}

fn all_listed(found: &Series) -> Vec<IncidentId> {
    let left = &found.left_out;
    let points = found.points.iter().flat_map(|point| &point.incidents);
    let lists = [&left.undated, &left.vague, &left.outside, &left.unpublished].into_iter().flatten();
    points.chain(lists).chain(left.no_deeds.values().flatten()).copied().collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_counted_twice(deeds in deeds(), step in 0usize..3) {
        let found = made(&deeds, &korea(Step::ALL[step]));
        let mut listed = all_listed(&found);
        listed.sort();
        let selected: Vec<IncidentId> =
            deeds.iter().filter(|deed| deed.scene == to("PRK")).map(|deed| deed.incident).collect();
        prop_assert_eq!(listed, selected);
        for point in &found.points {
            prop_assert_eq!(point.total() as usize, point.incidents.len());
        }
        prop_assert_eq!(found.points.iter().map(|point| point.articles).sum::<u64>(), 12);
        prop_assert!(found.points.windows(2).all(|pair| document::calendar::plus(pair[0].last, 1) == Some(pair[1].first)));
    }

    #[test]
    fn order_of_arrival_does_not_matter(deeds in deeds(), keys in proptest::collection::vec(any::<u32>(), 40)) {
        let mut shuffled: Vec<(u32, Deed)> = keys.into_iter().zip(deeds.clone()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Deed> = shuffled.into_iter().map(|(_, deed)| deed).collect();
        prop_assert_eq!(made(&deeds, &korea(Step::Day)), made(&shuffled, &korea(Step::Day)));
    }

    #[test]
    fn what_was_known_stays_known(deeds in deeds(), early in 1i8..28, later in 0i8..3) {
        let period = Asked { from: Some(date(2024, 5, 1)), to: Some(date(2024, 7, 1)), ..korea(Step::Day) };
        let known = |until: Date| {
            let found = made(&deeds, &Asked { until: Some(until), ..period.clone() });
            found.points.iter().flat_map(|point| point.incidents.clone()).collect::<BTreeSet<_>>()
        };
        let early = date(2024, 5, early);
        prop_assert!(known(early).is_subset(&known(date(2024, 6 + later.min(1), 28 - later))));
        let published = |id: &IncidentId| deeds[id.0 as usize].published;
        prop_assert!(known(early).iter().all(|id| published(id).is_some_and(|day| day <= early)));
    }
}
