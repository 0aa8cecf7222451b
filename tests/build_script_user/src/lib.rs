//! A crate that generates its types in its build script.

/// The types of one operation.
pub mod types {
    apiscribe::include_types!();
}

#[cfg(test)]
mod tests {
    use apiscribe::Operation as _;

    use crate::types::ecs::v2014_05_26::ModifyImageAttributeRequest;

    #[test]
    fn the_selected_operation_can_be_used() {
        let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1").with_status("Available");
        assert_eq!(request.query_string(), "RegionId=cn-hangzhou&ImageId=m-1&Status=Available");
    }
}
