package org.bactrian.store.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;

/**
 * Requests to a server. What a failed one means: missing, denied, unavailable, or refused because the request itself is
 * wrong.
 */
final class S3Requests {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    /** Requests with these codes get another answer later. 409 is a conditional put that met another one. */
    private static final Set<Integer> PASSING = Set.of(408, CONFLICT, 425, 429);

    /** What is wrong with the credentials or the region, whatever the status: some servers say 400 or 404. */
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AuthorizationHeaderMalformed",
            "ExpiredToken",
            "IllegalLocationConstraintException",
            "InvalidAccessKeyId",
            "InvalidToken",
            "SignatureDoesNotMatch",
            "XAdminUserNotFound");

    private final URI endpoint;

    S3Requests(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** A request to the server. */
    interface Request<T> {
        CompletableFuture<T> send() throws MinioException, IOException, GeneralSecurityException;
    }

    /** Sends a request about a target and waits for the answer; every failure becomes one of the port's. */
    <T> T answer(Object target, Request<T> request) {
        try {
            return request.send().get();
        } catch (ExecutionException failed) {
            throw meaning(target, innermost(failed));
        } catch (MinioException | IOException | GeneralSecurityException failed) {
            throw meaning(target, failed);
        } catch (InterruptedException stopped) {
            // The worker is being stopped: the case is not to blame.
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("%s: interrupted".formatted(target), stopped);
        }
    }

    /** Whether the server answered with one of these error codes. */
    static boolean isCode(Throwable failed, Set<String> codes) {
        return innermost(failed) instanceof ErrorResponseException answered
                && codes.contains(answered.errorResponse().code());
    }

    /** What a failure means. */
    RuntimeException meaning(Object target, Throwable failed) {
        if (failed instanceof ErrorResponseException answered) {
            return meaning(target, answered);
        }
        if (failed instanceof ServerException broken) {
            return new StoreUnavailableException(
                    "%s: %s answers %d".formatted(target, endpoint, broken.statusCode()), broken);
        }
        if (failed instanceof GeneralSecurityException unusable) {
            return new StoreDeniedException("%s: the credentials cannot sign".formatted(target), unusable);
        }
        return failed instanceof RuntimeException wrong
                ? wrong
                : new StoreUnavailableException("%s: %s %s".formatted(target, endpoint, silence(failed)), failed);
    }

    /** Why no answer came, to follow the server's address. */
    private static String silence(Throwable failed) {
        if (failed instanceof UnknownHostException) {
            return "is a host that is not known";
        }
        if (failed instanceof ConnectException) {
            return "cannot be connected to";
        }
        if (failed instanceof SocketTimeoutException) {
            return "does not answer in time";
        }
        return "breaks off: " + Optional.ofNullable(failed.getMessage()).orElse("no reason given");
    }

    private RuntimeException meaning(Object target, ErrorResponseException answered) {
        int status = answered.response().code();
        String code = answered.errorResponse().code();
        String answer =
                "%d %s, %s".formatted(status, code, answered.errorResponse().message());
        String message = "%s: %s".formatted(target, answer);
        if (status == UNAUTHORIZED || status == FORBIDDEN || DENIED.contains(code)) {
            return new StoreDeniedException(message, answered);
        }
        if (status == NOT_FOUND) {
            return new NoSuchObjectException("NoSuchBucket".equals(code) ? "bucket of " + target : target);
        }
        if (status >= SERVER_ERROR || PASSING.contains(status)) {
            return new StoreUnavailableException("%s: %s answers %s".formatted(target, endpoint, answer), answered);
        }
        return new IllegalArgumentException(message, answered);
    }

    /** The client wraps a failure once for each step that it passed. */
    private static Throwable innermost(Throwable failed) {
        Throwable cause = failed;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
