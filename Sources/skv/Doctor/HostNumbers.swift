import Glibc

/// The numbers that a host's name stands for.
enum HostNumbers {
  /// Asks the system's resolver, which may take long; none for a name that is not known.
  static func find(_ name: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var numbers: [String] = []
    var next = first
    while let entry = next?.pointee {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      {
        let number = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        if !numbers.contains(number) { numbers.append(number) }
      }
      next = entry.ai_next
    }
    return numbers
  }
}
