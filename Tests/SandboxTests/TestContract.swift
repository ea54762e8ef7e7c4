import Glibc
import LosslessJSON
import Testing

@testable import Sandbox

/// A small contract made for these tests, and the real one.
enum TestContract {
  static let navigation: JSON = [
    "navigation": [
      "groups": [
        ["group": "Videos", "pages": ["POST /generation/acme/film"]],
        ["group": "Images", "pages": ["POST /generation/acme/paint"]],
      ]
    ]
  ]

  static let document: JSON = document(prefix: "")

  /// - Parameter prefix: What the paths begin with, such as `/v1`.
  static func document(prefix: String) -> JSON {
    var paths = JSONObject()
    for (name, operation) in operations {
      paths[prefix + "/generation/" + name] = ["post": operation]
      if name != "acme/still" { paths[prefix + "/generation/sse/" + name] = ["post": operation] }
    }
    paths[prefix + "/generation/{id}"] = ["get": ["x-evidence": "complete"]]
    return ["openapi": "3.1.0", "paths": .object(paths), "components": ["schemas": ["Film": film]]]
  }

  static func operation(_ schema: JSON, evidence: String = "complete") -> JSON {
    [
      "x-evidence": .string(evidence), "tags": ["Videos"],
      "requestBody": ["content": ["application/json": ["schema": schema]]],
    ]
  }

  private static let operations: [(String, JSON)] = [
    ("acme/film", operation(["$ref": "#/components/schemas/Film"])),
    ("acme/paint", operation(paint)),
    ("acme/still", operation(paint)),
    ("acme/open", operation(open)),
    ("acme/many", operation(many, evidence: "partial")),
    ("acme/dark", operation(["type": "object", "properties": [:]], evidence: "path-only")),
    ("solo", operation(["type": "object", "properties": ["prompt": ["type": "string"]]])),
  ]

  private static let film: JSON = [
    "type": "object", "required": ["prompt"],
    "properties": [
      "prompt": ["type": "string", "minLength": 1, "maxLength": 60],
      "duration": ["type": "integer", "minimum": 3, "maximum": 10, "default": 5],
      "aspect_ratio": ["type": "string", "enum": ["16:9", "9:16"], "default": "16:9"],
      "first_frame_url": ["type": ["string", "null"], "format": "uri"],
      "seed": ["type": "integer"],
      "n": ["type": "integer", "minimum": 1, "maximum": 4, "default": 1],
    ],
  ]

  private static let paint: JSON = [
    "type": "object", "required": ["prompt"],
    "properties": [
      "prompt": ["type": "string"], "aspect_ratio": ["type": "string"],
      "num_images": ["type": "integer", "minimum": 1, "maximum": 4],
      "seed": ["type": "integer"],
    ],
  ]

  private static let open: JSON = [
    "type": "object", "required": ["prompt"], "additionalProperties": true,
    "properties": ["prompt": ["type": "string"]],
  ]

  static let many: JSON = [
    "anyOf": [
      [
        "type": "object", "required": ["prompt"],
        "properties": [
          "feature": ["const": "text"], "prompt": ["type": "string"],
          "style": ["type": "string", "default": "plain"],
        ],
      ],
      [
        "type": "object", "required": ["feature", "video_url"],
        "properties": [
          "feature": ["const": "edit"], "video_url": ["type": "string", "format": "uri"],
        ],
      ],
      ["type": "object", "title": "Extend", "x-fields-not-shown": true],
    ]
  ]

  // MARK: - The real contract

  static func real(_ name: String) throws -> JSON {
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(tests)/Sources/CContract/\(name)", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return try JSON(parsing: bytes)
  }
}
