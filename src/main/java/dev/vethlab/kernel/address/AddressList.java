package dev.vethlab.kernel.address;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of a device in the kernel's order ({@code ifa_list}): primary addresses first, those of a wider scope
 * behind those of a narrower one, then the secondaries in the order of their coming.
 */
final class AddressList {

    private final List<Ifaddr> list = new ArrayList<>();
    private final List<Ifaddr> view = Collections.unmodifiableList(list);
    private final AddressOwners owners;
    private final AddressListener listener;

    /** A list that is entered in {@code owners}, and whose changes are told to {@code listener}. */
    AddressList(AddressOwners owners, AddressListener listener) {
        this.owners = owners;
        this.listener = listener;
    }

    List<Ifaddr> view() {
        return view;
    }

    /** The one with this very address and subnet ({@code find_matching_ifa}). */
    Optional<Ifaddr> same(Ifaddr address) {
        for (Ifaddr other : list) {
            if (other.sharesSubnetWith(address) && other.local().equals(address.local())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /**
     * Adds an address ({@code __inet_insert_ifa}); 0.0.0.0 is taken without an effect.
     *
     * @throws KernelException EEXIST, EINVAL
     */
    void insert(Ifaddr address) throws KernelException {
        if (address.local().isAny()) {
            return;
        }
        int behindPrimaries = 0;
        boolean secondary = false;
        for (int i = 0; i < list.size(); i++) {
            Ifaddr other = list.get(i);
            if (!other.isSecondary() && address.scope() <= other.scope()) {
                behindPrimaries = i + 1;
            }
            if (other.sharesSubnetWith(address)) {
                refuseConflict(address, other);
                secondary = true;
            }
        }
        int flags = address.flags() & ~(Ifaddr.SECONDARY | Ifaddr.IPV6_ONLY);
        Ifaddr added = address.withFlags(secondary ? flags | Ifaddr.SECONDARY : flags);
        list.add(secondary ? list.size() : behindPrimaries, added);
        owners.add(added);
        listener.up(added);
    }

    private static void refuseConflict(Ifaddr address, Ifaddr other) throws KernelException {
        if (other.local().equals(address.local())) {
            throw new KernelException(Errno.EEXIST, "ipv4: Address already assigned");
        }
        if (other.scope() != address.scope()) {
            throw new KernelException(Errno.EINVAL, "ipv4: Invalid scope value");
        }
    }

    /**
     * Deletes an address ({@code __inet_del_ifa}); with a primary one its secondaries go too, or the first of them takes
     * its place.
     */
    void delete(Ifaddr address, boolean promote) {
        int at = list.indexOf(address);
        if (at < 0) {
            return;
        }
        Optional<Ifaddr> heir = Optional.empty();
        if (!address.isSecondary()) {
            heir = promote ? firstSecondary(address, at) : Optional.empty();
            if (heir.isEmpty()) {
                deleteSecondaries(address, at);
            }
        }
        heir.ifPresent(first -> secondariesFrom(first, address).forEach(s -> listener.leavesPrimary(s, address)));
        deleteAlone(at);
        heir.ifPresent(first -> promote(first, address, at));
    }

    /** Deletes everything, one by one and without consequences for the others, as a dying device does. */
    void clear() {
        while (!list.isEmpty()) {
            deleteAlone(0);
        }
    }

    private void deleteAlone(int at) {
        Ifaddr removed = list.remove(at);
        owners.remove(removed);
        listener.down(removed);
    }

    private void deleteSecondaries(Ifaddr primary, int at) {
        for (int i = at + 1; i < list.size(); ) {
            if (list.get(i).isSecondary() && primary.sharesSubnetWith(list.get(i))) {
                deleteAlone(i);
            } else {
                i++;
            }
        }
    }

    private Optional<Ifaddr> firstSecondary(Ifaddr primary, int at) {
        return list.subList(at + 1, list.size()).stream()
                .filter(other -> other.isSecondary() && primary.sharesSubnetWith(other))
                .findFirst();
    }

    private List<Ifaddr> secondariesFrom(Ifaddr first, Ifaddr oldPrimary) {
        return list.subList(list.indexOf(first), list.size()).stream()
                .filter(oldPrimary::sharesSubnetWith)
                .toList();
    }

    /** Makes {@code first} a primary address, behind the last primary that {@code old} stood before or at. */
    private void promote(Ifaddr first, Ifaddr old, int oldAt) {
        int from = list.indexOf(first);
        int to = oldAt;
        for (int i = oldAt; i < from; i++) {
            if (!list.get(i).isSecondary() && old.scope() <= list.get(i).scope()) {
                to = i + 1;
            }
        }
        List<Ifaddr> followers = List.copyOf(list.subList(from + 1, list.size()));
        Ifaddr promoted = first.withFlags(first.flags() & ~Ifaddr.SECONDARY);
        list.remove(from);
        list.add(to, promoted);
        listener.up(promoted);
        followers.stream().filter(old::sharesSubnetWith).forEach(listener::joinsPrimary);
    }

    /** Puts a changed address in the place of the old one. */
    void replace(Ifaddr old, Ifaddr changed) {
        list.set(list.indexOf(old), changed);
    }

    /** Gives all addresses labels that begin with the device's new name ({@code inetdev_changename}). */
    void rename(String name) {
        for (int i = 0; i < list.size(); i++) {
            list.set(
                    i,
                    list.get(i)
                            .withLabel(i == 0 ? name : alias(name, list.get(i).label(), i + 1)));
        }
    }

    private static String alias(String name, String oldLabel, int number) {
        int colon = oldLabel.indexOf(':');
        String suffix = colon < 0 ? ":" + number : oldLabel.substring(colon);
        return name.substring(0, Math.min(name.length(), 15 - suffix.length())) + suffix;
    }
}
