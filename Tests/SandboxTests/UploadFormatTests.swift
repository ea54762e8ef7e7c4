import Testing

@testable import Sandbox

@Suite("What an uploaded file is")
struct UploadFormatTests {
  @Test("a format is told by the first bytes", arguments: FileSamples.all.indices)
  func sniffed(_ index: Int) {
    let (format, bytes) = FileSamples.all[index]
    #expect(UploadSniffer.format(of: bytes) == format, "\(bytes.prefix(16))")
  }

  @Test("every format has a sample, a type of its kind and a type of its own")
  func complete() {
    let known = Set(FileSamples.all.compactMap(\.0))
    #expect(known == Set(UploadFormat.allCases))
    #expect(Set(UploadFormat.allCases.map(\.type)).count == UploadFormat.allCases.count)
    let words: [UploadKind: String] = [.picture: "image/", .video: "video/", .sound: "audio/"]
    for format in UploadFormat.allCases {
      #expect(format.type.hasPrefix(words[format.kind] ?? "?"))
    }
  }

  @Test("no cut of any sample is too short to look at")
  func cuts() {
    for (_, bytes) in FileSamples.all {
      for count in 0..<min(bytes.count, 64) { _ = UploadSniffer.format(of: bytes.prefix(count)) }
    }
  }

  @Test("what the sandbox makes itself is known")
  func own() {
    let digest = SHA256.digest(of: "x".utf8)
    #expect(UploadSniffer.format(of: Clip.file(digest: digest)) == .mp4)
    let size = PictureSize(width: 8, height: 8)
    #expect(UploadSniffer.format(of: Picture(size: size, digest: digest).file()) == .png)
  }

  @Test(
    "a field's name tells which kind it wants",
    arguments: [
      ("image_url", .picture), ("image_urls", .picture), ("first_frame_url", .picture),
      ("frames_urls", .picture), ("mask_url", .picture), ("reference_urls", .picture),
      ("video_url", .video), ("reference_video_urls", .video), ("video_refs", .video),
      ("videos_urls", .video), ("image_video_url", .video), ("audio_url", .sound),
      ("reference_audio_urls", .sound), ("video_audio_url", nil), ("image_video_audio_url", nil),
      ("source_url", nil), ("imagery_url", nil), ("preview_url", nil), ("Image_URL", .picture),
    ] as [(String, UploadKind?)])
  func kinds(_ name: String, _ kind: UploadKind?) {
    #expect(UploadKind(fieldName: name) == kind)
  }

  @Test(
    "a file's name is made safe for an address",
    arguments: [
      ("a.png", "a.png"), ("a b.png", "a_b.png"), ("ä.png", "_.png"),
      ("../../etc/passwd", "passwd"),
      ("C:\\pictures\\a.png", "a.png"), ("..", "file"), ("", "file"), ("a/", "file"),
      (".hidden", "hidden"), ("\"\r\n%", "___"), ("a?b#c&d", "a_b_c_d"),
      (String(repeating: "x", count: 200) + ".png", String(repeating: "x", count: 96) + ".png"),
      ("a" + String(repeating: ".", count: 200), "file"),
    ])
  func safeName(_ name: String, _ safe: String) {
    #expect(Upload.safeName(name) == safe)
  }
}
