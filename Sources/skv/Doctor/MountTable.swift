/// The file systems that are mounted, as `/proc/self/mountinfo` lists them (proc(5)).
struct MountTable: Sendable {
  private var types: [Substring: Substring] = [:]

  /// Reads the table's text; lines of another form are passed over.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let dash = words.firstIndex(of: "-"), dash + 1 < words.count, words.count > 2 else {
        continue
      }
      types[words[2]] = words[dash + 1]
    }
  }

  /// The table of this process.
  static var current: MountTable { MountTable(SystemFile.text("/proc/self/mountinfo")) }

  /// The type of the file system with a device number, if other machines may write to it too.
  func networkType(ofDevice device: UInt) -> String? {
    type(ofDevice: device).flatMap { Self.shared.contains($0) ? $0 : nil }
  }

  /// The type of the file system with a device number, if it shows the kernel's own things and holds no
  /// folder of a person's.
  func kernelType(ofDevice device: UInt) -> String? {
    type(ofDevice: device).flatMap { Self.kernel.contains($0) ? $0 : nil }
  }

  private func type(ofDevice device: UInt) -> String? {
    // As the C library takes a device number apart (makedev(3)).
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & ~0xFF
    return types["\(major):\(minor)"].map(String.init)
  }

  private static let kernel: Set = [
    "proc", "sysfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "devpts", "mqueue",
    "bpf", "pstore", "configfs", "efivarfs", "selinuxfs", "nsfs",
  ]

  private static let shared: Set = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gpfs", "gfs2", "ocfs2",
    "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.rclone", "fuse.s3fs", "fuse.davfs",
  ]
}
