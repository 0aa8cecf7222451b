//! Results as a table that `RESULTS.md` can take.

use crate::measure::Cost;

/// A cost, and the ratio of its CPU time to that of each candidate.
pub fn costs<T: std::fmt::Debug>(title: &str, candidates: &[T], costs: &[Cost], per: Option<usize>) {
    println!("\n{title}\n");
    let ratios: Vec<String> = candidates.iter().map(|candidate| format!(" × {candidate:?}'s |")).collect();
    let each = if per.is_some() { " CPU ms per operation |" } else { "" };
    println!("| | CPU s | wall s | peak MB |{each}{}", ratios.concat());
    let columns = 4 + usize::from(per.is_some()) + candidates.len();
    println!("|---|{}", " ---: |".repeat(columns - 1));
    for (candidate, cost) in candidates.iter().zip(costs) {
        let seconds = cost.cpu.as_secs_f64();
        let each = per.map_or_else(String::new, |count| format!(" {:.2} |", seconds * 1000.0 / count as f64));
        let ratios: Vec<String> =
            costs.iter().map(|other| format!(" {:.2} |", seconds / other.cpu.as_secs_f64().max(1e-9))).collect();
        println!(
            "| {candidate:?} | {seconds:.3} | {:.3} | {:.0} |{each}{}",
            cost.wall.as_secs_f64(),
            cost.peak as f64 / 1e6,
            ratios.concat()
        );
    }
}

/// How costs grow with the number of operations, for each candidate's costs in the order of `counts`: the exponent of CPU
/// time and of peak memory, where 1 is in proportion and 0 is not at all.
pub fn growth<T: std::fmt::Debug>(counts: &[usize], candidates: &[(T, Vec<Cost>)]) {
    let mut steps: Vec<(usize, usize)> = (1..counts.len()).map(|to| (to - 1, to)).collect();
    // What every process costs hides the growth of few operations; this is the growth of many.
    let many = counts.iter().position(|count| *count >= 100).map(|from| (from, counts.len() - 1));
    steps.extend(many.filter(|(from, to)| to - from > 1));
    if steps.is_empty() {
        return;
    }
    println!("\nGrowth: the exponent of CPU time, of peak memory\n");
    let columns: Vec<String> =
        steps.iter().map(|(from, to)| format!(" {} to {} |", counts[*from], counts[*to])).collect();
    println!("| |{}\n|---|{}", columns.concat(), " ---: |".repeat(steps.len()));
    for (candidate, costs) in candidates {
        let cell = |&(from, to): &(usize, usize)| {
            let exponent = |of: fn(&Cost) -> f64| {
                (of(&costs[to]) / of(&costs[from])).ln() / (counts[to] as f64 / counts[from] as f64).ln()
            };
            format!(" {:.2}, {:.2} |", exponent(|cost| cost.cpu.as_secs_f64()), exponent(|cost| cost.peak as f64))
        };
        println!("| {candidate:?} |{}", steps.iter().map(cell).collect::<String>());
    }
}
