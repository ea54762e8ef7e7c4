/// An OpenAPI document of models that take one text, at most `longest` characters long.
func contractText(_ models: [String], longest: Int = 5) -> String {
  let paths = models.map { model in
    ##""/generation/\##(model)": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}}}}}"##
  }
  return #"{"paths": {\#(paths.joined(separator: ", "))}, "components": {"schemas": {"Body": "#
    + #"{"required": ["prompt"], "properties": {"prompt": {"type": "string", "maxLength": \#(longest)}}}}}}"#
}
