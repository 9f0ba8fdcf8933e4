package io.signalbox.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives a file the owner, group and permissions of the one whose place it takes. Stateless. */
final class Ownership {

  private static final Set<PosixFilePermission> OF_GROUP =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE);

  private Ownership() {}

  /** Where the owner cannot be kept it is whoever saves, as with any editor. */
  static void copy(Path from, Path to) throws IOException {
    @Nullable PosixFileAttributeView old =
        Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    @Nullable PosixFileAttributeView fresh =
        Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (old == null || fresh == null) {
      copyAcl(from, to);
      return;
    }
    PosixFileAttributes was = old.readAttributes();
    PosixFileAttributes is = fresh.readAttributes();
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(was.permissions());
    if (!is.group().equals(was.group())) {
      try {
        fresh.setGroup(was.group());
      } catch (IOException e) {
        // What was meant for that group is not for another one.
        permissions.removeAll(OF_GROUP);
      }
    }
    if (!is.owner().equals(was.owner())) {
      giveAway(fresh, was);
    }
    fresh.setPermissions(permissions);
  }

  /**
   * Only a superuser can; the permissions are set afterwards, which a change of owner may clear.
   */
  private static void giveAway(PosixFileAttributeView fresh, PosixFileAttributes was) {
    try {
      fresh.setOwner(was.owner());
    } catch (IOException e) {
      // It stays whose who saves.
    }
  }

  private static void copyAcl(Path from, Path to) throws IOException {
    @Nullable AclFileAttributeView old =
        Files.getFileAttributeView(from, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    @Nullable AclFileAttributeView fresh =
        Files.getFileAttributeView(to, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (old != null && fresh != null) {
      fresh.setAcl(old.getAcl());
    }
  }
}
