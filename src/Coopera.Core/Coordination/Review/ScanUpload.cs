using Coopera.Core.Files;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination.Review;

/// <param name="Refusal">Why the file was not taken, and what to do; null when it was.</param>
public sealed record ScanReceipt(DeskOutcome Outcome, string? Refusal);

/// <summary>A scan on its way: looked into, stored, then recorded.</summary>
public sealed class ScanUpload(SendSignedCopy copies, ReceiveScan receive)
{
    public async Task<ScanReceipt> RunAsync(DeskCall call, Adhesion adhesion, PublicBody body, ReceivedFile file, CancellationToken cancellationToken)
    {
        var look = await CopyInspection.LookAsync(adhesion, body, file, cancellationToken);
        if (look.Refusal is { } refusal)
        {
            return new ScanReceipt(DeskOutcome.NothingToDo, refusal);
        }

        var stored = await copies.KeepAsync(file, look, cancellationToken);
        return new ScanReceipt(await receive.RunAsync(call, stored, look.Json, cancellationToken), null);
    }
}
