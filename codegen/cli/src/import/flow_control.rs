//! The limit on how often an operation may be called.

use apiscribe_core::counted;

use super::metadata::{Api, FlowLimit};
use crate::draft::{Map, Notes};

/// Returns the limit that holds everywhere; those of regions become gaps.
pub(super) fn flow_control(api: &Api, notes: &mut Notes) -> Map {
    let mut limit = Map::default();
    for written in api.flow_control.flow_control_list.iter() {
        let region = written.region_id.as_deref().map_or("*", str::trim);
        match numbers(written) {
            None => notes.gap("flow_control", "a limit that is no number of requests in a number of seconds; left out"),
            Some((requests, seconds)) if matches!(region, "*" | "") && limit.is_empty() => {
                limit.put("requests", requests);
                limit.put("seconds", seconds);
            }
            Some((requests, seconds)) => notes.gap(
                "flow_control",
                format!(
                    "{} in {} of `{region}`, beside which there is another; left out",
                    counted(requests, "request"),
                    counted(seconds, "second")
                ),
            ),
        }
    }
    limit
}

fn numbers(limit: &FlowLimit) -> Option<(u64, u64)> {
    let number = |text: &Option<String>| text.as_deref()?.trim().parse::<u32>().ok().map(u64::from);
    number(&limit.threshold).zip(number(&limit.count_window))
}
