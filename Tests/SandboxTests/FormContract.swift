import LosslessJSON

@testable import Sandbox

/// A contract with models that take files, made for the tests of forms.
enum FormContract {
  static let document: JSON = [
    "openapi": "3.1.0",
    "paths": [
      "/generation/acme/collage": post("Collage", takesFiles: true),
      // Even where a contract says so, a stream takes no files.
      "/generation/sse/acme/collage": post("Collage", takesFiles: true),
      "/generation/acme/plain": post("Collage", takesFiles: false),
      "/generation/acme/many": post("Many", takesFiles: true),
    ],
    "components": ["schemas": ["Collage": collage, "Many": many, "Count": ["type": "integer"]]],
  ]

  static let navigation: JSON = ["group": "Images", "pages": ["POST /generation/acme/collage"]]

  private static func post(_ name: String, takesFiles: Bool) -> JSON {
    let content: JSON = ["schema": ["$ref": .string("#/components/schemas/\(name)")]]
    return [
      "post": [
        "x-evidence": "complete",
        "requestBody": [
          "content": takesFiles
            ? ["application/json": content, "multipart/form-data": content]
            : ["application/json": content]
        ],
      ]
    ]
  }

  static func endpoint(_ model: String) throws -> Endpoint? {
    try Endpoints(contract: document, navigation: navigation).find(model, stream: false)
  }

  private static let address: JSON = ["type": "string", "format": "uri"]

  private static let collage: JSON = [
    "type": "object",
    "properties": [
      "prompt": ["type": "string"], "count": ["$ref": "#/components/schemas/Count"],
      "n": ["type": "integer", "minimum": 1, "maximum": 4], "weight": ["type": "number"],
      "loud": ["type": "boolean"], "seed": ["type": ["integer", "null"]],
      "note": ["type": ["string", "null"]], "size": ["enum": ["1K", "2K"]],
      "step": ["type": "integer", "enum": [1, 2]], "fixed": ["const": 7],
      "mode": ["anyOf": [["type": "string", "enum": ["auto"]], ["type": "integer"]]],
      "speed": ["anyOf": [["type": "string", "enum": ["2"]], ["type": "integer"]]],
      "free": ["oneOf": [["type": "integer"], ["type": "string"]]],
      "camera": ["type": "object", "properties": ["pan": ["type": "number"]]],
      "tags": ["type": "array", "items": ["type": "string"]],
      "sizes": ["type": "array", "items": ["type": "integer"]],
      "elements": ["type": "array", "items": ["type": "object"]],
      "curve": ["type": "array", "items": ["type": "array", "items": ["type": "number"]]],
      "dark": ["x-type-not-shown": true], "dark_urls": ["x-type-not-shown": true],
      "image_url": address,
      "image_urls": [
        "type": ["array", "null"],
        "items": ["anyOf": [address, ["type": "string", "format": "binary"]]],
      ],
      "mask_url": ["anyOf": [address, ["type": "array", "items": address]]],
      "reference_video_urls": ["type": "array", "items": address],
      "audio_url": ["type": ["string", "null"]], "source_url": address,
      "video_refs": ["type": "array", "items": address],
      "with_audio": ["type": "boolean"], "flag_url": ["type": "boolean"],
      "data_urls": ["type": "array", "items": ["type": "object"]],
    ],
  ]

  private static let many: JSON = [
    "anyOf": [
      [
        "type": "object", "required": ["feature", "value"],
        "properties": ["feature": ["const": "text"], "value": ["type": "string"]],
      ],
      [
        "type": "object", "required": ["feature", "value"],
        "properties": ["feature": ["const": "count"], "value": ["type": "integer"]],
      ],
      [
        "type": "object", "required": ["feature", "value"],
        "properties": [
          "feature": ["const": "list"],
          "value": ["type": "array", "items": ["type": "integer"]],
        ],
      ],
    ]
  ]
}
