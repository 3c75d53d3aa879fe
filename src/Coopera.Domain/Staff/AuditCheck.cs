namespace Coopera.Domain.Staff;

public enum AuditFaultKind
{
    Changed,

    Removed,

    /// <summary>Two rows that stand one after the other do not follow each other.</summary>
    Unlinked,

    Inserted,

    EndRemoved,

    EndReplaced,

    EndUnknown,

    /// <summary>The end is not where the site put it.</summary>
    EndMoved,

    /// <summary>There are accounts, and no row tells of the first of them.</summary>
    Emptied,
}

/// <param name="From">Number of the first row concerned.</param>
/// <param name="To">Number of the last.</param>
public sealed record AuditFault(AuditFaultKind Kind, long From, long To);

/// <summary>
/// Goes through the register row by row and says whether anything in it was changed, removed or added behind the site's back. It keeps
/// nothing but the row before.
/// </summary>
/// <param name="end">The end of the chain, read before the first row; null when it is gone.</param>
/// <param name="seal">What the site seals with.</param>
/// <param name="noted">The hash that somebody wrote down once, to be found again; null when none is looked for.</param>
public sealed class AuditCheck(AuditChain? end, RegisterSeal seal, string? noted = null)
{
    public const int MostFaults = 20;

    private readonly List<AuditFault> _faults = [];
    private string _lastHash = AuditChain.NoHash;
    private long _last;

    public IReadOnlyList<AuditFault> Faults => _faults;

    public int FaultCount { get; private set; }

    public bool IsSound => FaultCount == 0;

    public long Rows { get; private set; }

    /// <summary>Rows whose words are gone, as far as was read.</summary>
    public long Redacted { get; private set; }

    public DateTimeOffset? FirstAt { get; private set; }

    public DateTimeOffset? LastAt { get; private set; }

    public string LastHash => _lastHash;

    public long SoundUntil => IsSound ? _last : _faults.Min(fault => fault.Kind == AuditFaultKind.Unlinked ? fault.From : fault.From - 1);

    public (long Number, DateTimeOffset At)? Noted { get; private set; }

    /// <param name="entry">The next one by number.</param>
    public void Take(AuditEntry entry)
    {
        Rows++;
        if (entry.Number < 1 || entry.Number > (end?.Count ?? long.MaxValue))
        {
            Find(AuditFaultKind.Inserted, entry.Number, entry.Number);
            return;
        }

        var follows = entry.Number == _last + 1;
        if (!follows)
        {
            Find(AuditFaultKind.Removed, _last + 1, entry.Number - 1);
        }

        Redacted += entry.IsRedacted ? 1 : 0;
        if (!(entry.Number < (end?.SealedFrom ?? 1) && !entry.IsRedacted ? entry.HasPlainHash() : entry.IsSealedBy(seal)))
        {
            Find(AuditFaultKind.Changed, entry.Number, entry.Number);
        }
        else if (follows && entry.PreviousHash != _lastHash)
        {
            Find(AuditFaultKind.Unlinked, entry.Number - 1, entry.Number);
        }

        if (entry.Hash == noted)
        {
            Noted = (entry.Number, entry.At);
        }

        FirstAt ??= entry.At;
        (LastAt, _last, _lastHash) = (entry.At, entry.Number, entry.Hash);
    }

    /// <summary>How many rows were written before the register had a key.</summary>
    public long Unsealed => Math.Min((end?.SealedFrom ?? 1) - 1, Rows);

    /// <param name="lacksFirstAccount">There are accounts, and no row that tells of the first one.</param>
    public void Finish(bool lacksFirstAccount = false)
    {
        if (lacksFirstAccount)
        {
            Find(AuditFaultKind.Emptied, 1, 1);
        }

        if (end is null)
        {
            Find(AuditFaultKind.EndUnknown, _last + 1, _last + 1);
        }
        else if (_last < end.Count)
        {
            Find(AuditFaultKind.EndRemoved, _last + 1, end.Count);
        }
        else if (_lastHash != end.LastHash && !_faults.Exists(fault => fault.Kind == AuditFaultKind.Changed && fault.To == _last))
        {
            Find(AuditFaultKind.EndReplaced, _last, _last);
        }
        else if (!end.IsSealedBy(seal) && !(end.Count == 0 && end.Seal.Length == 0))
        {
            Find(AuditFaultKind.EndMoved, _last + 1, _last + 1);
        }
    }

    private void Find(AuditFaultKind kind, long from, long to)
    {
        FaultCount++;
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new AuditFault(kind, from, to));
        }
    }
}
