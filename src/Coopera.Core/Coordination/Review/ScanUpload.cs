using Coopera.Core.Changes;
using Coopera.Core.Files;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination.Review;

public sealed class ScanUpload(SendSignedCopy copies, ReceiveScan receive)
{
    public async Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, Adhesion adhesion, PublicBody body, ReceivedFile file, CancellationToken cancellationToken)
    {
        var look = await CopyInspection.LookAsync(adhesion, body, file, cancellationToken);
        return look.Refusal is { } refusal
            ? ChangeResult.Refused(refusal, "file")
            : await receive.RunAsync(request, await copies.KeepAsync(file, look, cancellationToken), look.Json, cancellationToken);
    }
}
