import Contracts
import LosslessJSON

@testable import SkillsScript

/// A contract of our own with a field of every form, for what the built-in one does not have.
enum LabContract {
  static func catalogue() throws -> Catalogue {
    Catalogue(document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil)
  }

  private static let text = """
    {"openapi": "3.1.0", "info": {"title": "lab", "version": "1"}, "paths": {
      "/generation/lab/still": {"post": {"tags": ["Images"], "summary": "Still",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"prompt": {"type": "string"}, "seed": {"type": "integer"}},
          "required": []}}}}}},
      "/generation/lab/clip": {"post": {"tags": ["Videos"], "summary": "Clip",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {
            "prompt": {"type": "string"},
            "shape": {"type": "string", "enum": ["16:9", "1080p", "4K", "true", "5s", "wide"]},
            "level": {"type": "integer", "enum": [1, 2, 3]},
            "seconds": {"type": "string", "enum": ["4", "8"]},
            "style": {"type": "string", "enum": ["ink"], "x-enum-truncated": true},
            "duration": {"type": "integer", "minimum": 3, "maximum": 15},
            "count": {"type": "integer", "minimum": 1, "maximum": 4},
            "weight": {"type": "number", "exclusiveMaximum": 2, "multipleOf": 0.5},
            "flag": {"type": "boolean"},
            "note": {"type": ["string", "null"]},
            "either": {"type": ["string", "integer"]},
            "short": {"type": "string", "minLength": 2, "maxLength": 4},
            "plate": {"type": "string", "pattern": "^[A-Z]+$"},
            "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
            "points": {"type": "array", "items": {"type": "integer"}, "uniqueItems": true},
            "camera": {"type": "object", "properties": {
              "mode": {"type": "string", "enum": ["fast", "slow"]}, "size": {"type": "integer"},
              "image_url": {"type": "string", "format": "uri"}}, "required": ["mode"]},
            "anything": {"x-type-not-shown": true},
            "image_url": {"type": "string", "format": "uri"},
            "image_urls": {"type": "array", "items": {"type": "string", "format": "uri"}},
            "video_url": {"type": "string", "format": "uri"},
            "media_url": {"type": "string", "format": "uri"},
            "guess": {"type": "string", "x-name-inferred": true},
            "callback": {"type": "string", "format": "uri"}
          }}}, "multipart/form-data": {"schema": {}}}}}},
      "/generation/lab/slow": {"post": {"tags": ["Videos"], "summary": "Slow",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"duration": {"type": "number"}, "video_url": {"type": "string"}}}}}}}},
      "/generation/lab/words": {"post": {"tags": ["Videos"], "summary": "Words",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"duration": {"type": "string"}, "prompt": {"type": "string"}}}}}}}},
      "/generation/lab/untold": {"post": {"tags": ["Videos"], "summary": "Untold",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"duration": {"x-type-not-shown": true}}}}}}}},
      "/generation/lab/strict": {"post": {"tags": ["Videos"], "summary": "Strict",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"prompt": {"type": "string"}, "negative_prompt": {"type": "string"},
            "title": {"type": "string"}},
          "required": ["prompt", "title"]}}}}}},
      "/generation/lab/work": {"post": {"tags": ["Videos"], "summary": "Work",
        "requestBody": {"content": {"application/json": {"schema": {"anyOf": [
          {"type": "object", "title": "Plain", "properties": {"prompt": {"type": "string"},
            "feature": {"type": "string", "const": "plain"}}},
          {"type": "object", "title": "Odd", "x-fields-not-shown": true}]}}}}}},
      "/generation/lab/many": {"post": {"tags": ["Videos"], "summary": "Many",
        "requestBody": {"content": {"application/json": {"schema": {"oneOf": [
          {"type": "object", "title": "Text To Video", "properties": {
            "feature": {"type": "string", "const": "text-to-video"}, "prompt": {"type": "string"},
            "style": {"type": "string"}}, "required": ["prompt"]},
          {"type": "object", "title": "Edit Video", "properties": {
            "feature": {"type": "string", "const": "edit-video"}, "prompt": {"type": "string"},
            "video_url": {"type": "string", "format": "uri"}, "strength": {"type": "number",
            "maximum": 1}}, "required": ["video_url"]}]}}}}}},
      "/generation/lab/blank": {"post": {"tags": ["Videos"], "summary": "Blank",
        "x-evidence": "path-only", "x-source": "https://pages.example/blank",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {}}}}}}},
      "/generation/other/still": {"post": {"tags": ["Images"], "summary": "Other",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"prompt": {"type": "string"}}}}}}}}
    }}
    """
}
