package dev.vethlab.web.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded number of places, for which clients take turns: whoever wants many waits behind the others, not before them. Within
 * one client, first come is first served.
 */
final class FairQueue {

    /** Why somebody does not get a place. */
    enum Refusal {
        /** Too many wait already. */
        FULL,
        /** Too many of this client wait already. */
        CLIENT_FULL,
        /** No place came free in time. */
        TOO_LONG
    }

    /** There is no place. */
    static final class NoPlaceException extends Exception {

        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        NoPlaceException(Refusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    private static final class Waiter {

        private final Condition turn;
        private boolean admitted;

        Waiter(Condition turn) {
            this.turn = turn;
        }
    }

    private static final class Client {

        private final Deque<Waiter> waiting = new ArrayDeque<>();
        private int working;
        private boolean inTurn;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Client> clients = new HashMap<>();
    private final Deque<Client> turns = new ArrayDeque<>();
    private final int placesPerClient;
    private final int waitingLimit;
    private final int waitingPerClient;
    private int free;
    private int working;
    private int waiting;

    FairQueue(int places, int placesPerClient, int waitingLimit, int waitingPerClient) {
        this.free = places;
        this.placesPerClient = placesPerClient;
        this.waitingLimit = waitingLimit;
        this.waitingPerClient = waitingPerClient;
    }

    /**
     * Takes a place, after waiting for it where there is none; it must be given back with {@link #leave}.
     *
     * @throws NoPlaceException where there is none and too many wait, or none comes free in time
     */
    void enter(String name, Duration longestWait) throws NoPlaceException, InterruptedException {
        lock.lock();
        try {
            Client client = clients.computeIfAbsent(name, unknown -> new Client());
            if (free > 0 && client.working < placesPerClient && client.waiting.isEmpty()) {
                admit(client);
                return;
            }
            if (client.waiting.size() >= waitingPerClient) {
                throw new NoPlaceException(Refusal.CLIENT_FULL);
            }
            if (waiting >= waitingLimit) {
                forget(name, client);
                throw new NoPlaceException(Refusal.FULL);
            }
            await(name, client, longestWait);
        } finally {
            lock.unlock();
        }
    }

    private void await(String name, Client client, Duration longestWait) throws NoPlaceException, InterruptedException {
        Waiter waiter = new Waiter(lock.newCondition());
        client.waiting.addLast(waiter);
        waiting++;
        takeTurn(client);
        try {
            long left = longestWait.toNanos();
            while (!waiter.admitted && left > 0) {
                left = waiter.turn.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            if (!waiter.admitted) {
                giveUp(name, client, waiter);
                throw interrupted;
            }
            Thread.currentThread().interrupt();
        }
        if (!waiter.admitted) {
            giveUp(name, client, waiter);
            throw new NoPlaceException(Refusal.TOO_LONG);
        }
    }

    private void giveUp(String name, Client client, Waiter waiter) {
        client.waiting.remove(waiter);
        waiting--;
        forget(name, client);
    }

    /** Gives a place back. */
    void leave(String name) {
        lock.lock();
        try {
            Client client = Objects.requireNonNull(clients.get(name), "whoever leaves has entered");
            client.working--;
            working--;
            free++;
            takeTurn(client);
            forget(name, client);
            callNext();
        } finally {
            lock.unlock();
        }
    }

    /** How many places are taken. */
    int working() {
        lock.lock();
        try {
            return working;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for one. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        while (free > 0 && !turns.isEmpty()) {
            Client client = turns.pollFirst();
            client.inTurn = false;
            if (client.waiting.isEmpty() || client.working >= placesPerClient) {
                continue;
            }
            Waiter next = client.waiting.pollFirst();
            waiting--;
            next.admitted = true;
            admit(client);
            takeTurn(client);
            next.turn.signal();
        }
    }

    private void admit(Client client) {
        client.working++;
        working++;
        free--;
    }

    /** A client that may have one more waits its turn behind the others; one at its limit takes its turn when it leaves a place. */
    private void takeTurn(Client client) {
        if (!client.inTurn && !client.waiting.isEmpty() && client.working < placesPerClient) {
            client.inTurn = true;
            turns.addLast(client);
        }
    }

    private void forget(String name, Client client) {
        if (client.working == 0 && client.waiting.isEmpty()) {
            clients.remove(name, client);
        }
    }
}
