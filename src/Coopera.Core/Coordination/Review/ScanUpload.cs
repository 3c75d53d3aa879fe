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
        return look.Refusal is { } refusal ? ChangeResult.Refused(refusal, "file")
            : await copies.KeepAsync(file, look, cancellationToken) is { } stored
            ? await receive.RunAsync(request, stored, look.Json, cancellationToken)
            : ChangeResult.Refused(Antivirus.Infected, "file");
    }
}
