package org.bactrian.store.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;

/** What a failed request means: missing, denied, unavailable, or refused because the request itself is wrong. */
final class S3Failure {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int SERVER_ERROR = 500;

    /** Requests with these codes get another answer later. 409 is a conditional put that met another one. */
    private static final Set<Integer> PASSING = Set.of(408, CONFLICT, 425, 429);

    /** Answers with status 400 to requests that were signed with a wrong region or wrong credentials. */
    private static final Set<String> WRONG_SIGNATURE = Set.of(
            "AuthorizationHeaderMalformed", "InvalidToken", "ExpiredToken", "IllegalLocationConstraintException");

    private S3Failure() {}

    /** A request to the server. */
    interface Request<T> {
        T send() throws MinioException, IOException, GeneralSecurityException;
    }

    /** Sends a request about a target; every failure becomes one of the port's. */
    static <T> T translated(Object target, Request<T> request) {
        try {
            return request.send();
        } catch (ErrorResponseException answered) {
            throw meaning(target, answered);
        } catch (ServerException broken) {
            throw new StoreUnavailableException(
                    "%s: the store answered %d".formatted(target, broken.statusCode()), broken);
        } catch (MinioException | IOException unreachable) {
            throw new StoreUnavailableException("%s: %s".formatted(target, unreachable), unreachable);
        } catch (GeneralSecurityException unusable) {
            throw new StoreDeniedException("%s: the credentials cannot sign".formatted(target), unusable);
        }
    }

    static boolean isPreconditionFailed(ErrorResponseException answered) {
        return answered.response().code() == PRECONDITION_FAILED;
    }

    static boolean isConflict(ErrorResponseException answered) {
        return answered.response().code() == CONFLICT;
    }

    private static RuntimeException meaning(Object target, ErrorResponseException answered) {
        int status = answered.response().code();
        String code = answered.errorResponse().code();
        String message = "%s: %d %s, %s"
                .formatted(target, status, code, answered.errorResponse().message());
        if (status == NOT_FOUND) {
            return new NoSuchObjectException("NoSuchBucket".equals(code) ? "bucket of " + target : target);
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN || WRONG_SIGNATURE.contains(code)) {
            return new StoreDeniedException(message, answered);
        }
        if (status >= SERVER_ERROR || PASSING.contains(status)) {
            return new StoreUnavailableException(message, answered);
        }
        return new IllegalArgumentException(message, answered);
    }
}
