using System.Reflection;
using Coopera.Domain.Staff;

namespace Coopera.Domain.Tests.Staff;

public sealed class AuditEntryTests
{
    private static readonly RegisterSeal Seal = new([new byte[32]]);

    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void The_first_entry_follows_nothing_and_each_later_one_the_one_before()
    {
        var chain = new AuditChain();
        var first = Sealed(chain, "pubblica un webinar");
        var second = Sealed(chain, "annulla un webinar");

        Assert.Equal((1, new string('0', 64)), (first.Number, first.PreviousHash));
        Assert.Equal((2, first.Hash), (second.Number, second.PreviousHash));
        Assert.Equal((2, second.Hash), (chain.Count, chain.LastHash));
        Assert.Matches("^[0-9a-f]{64}$", second.Hash);
        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Theory]
    [InlineData(nameof(AuditEntry.Number), 7L)]
    [InlineData(nameof(AuditEntry.Actor), "altra@anci.example")]
    [InlineData(nameof(AuditEntry.Action), "annulla un webinar")]
    [InlineData(nameof(AuditEntry.Subject), "Un altro webinar")]
    [InlineData(nameof(AuditEntry.SubjectKey), "webinar/8")]
    [InlineData(nameof(AuditEntry.SubjectKey), null)]
    [InlineData(nameof(AuditEntry.Details), "altri dettagli")]
    [InlineData(nameof(AuditEntry.Before), "Titolo: altro")]
    [InlineData(nameof(AuditEntry.After), null)]
    [InlineData(nameof(AuditEntry.Reason), "")]
    [InlineData(nameof(AuditEntry.PreviousHash), "1")]
    [InlineData(nameof(AuditEntry.SearchText), "")]
    public void Whatever_is_changed_later_no_longer_has_its_hash(string what, object? value)
    {
        var entry = Sealed(new AuditChain(), "pubblica un webinar");
        Assert.True(entry.IsSealedBy(Seal));

        typeof(AuditEntry).GetProperty(what, BindingFlags.Public | BindingFlags.Instance)!.SetValue(entry, value);

        Assert.False(entry.IsSealedBy(Seal));
    }

    [Fact]
    public void The_moment_is_kept_to_the_millisecond_and_counts()
    {
        var entry = new AuditEntry("a", "b", "c", "d", Now.AddTicks(9));

        Assert.Equal(Now, entry.At);
        Assert.NotEqual(entry.ComputeHash(), new AuditEntry("a", "b", "c", "d", Now.AddMilliseconds(1)).ComputeHash());
    }

    [Fact]
    public void Fields_cannot_be_moved_into_each_other() =>
        Assert.NotEqual(new AuditEntry("ab", "c", "d", "", Now).ComputeHash(), new AuditEntry("a", "bc", "d", "", Now).ComputeHash());

    [Fact]
    public void What_is_too_long_is_cut_and_found_without_accents()
    {
        var entry = new AuditEntry("a@b.example", new string('x', 200), "Rodì Milìci", new string('y', 5000), Now)
        {
            Reason = new string('z', 5000),
        };

        Assert.Equal(
            (AuditEntry.ActionMaxLength, AuditEntry.TextMaxLength, AuditEntry.TextMaxLength),
            (entry.Action.Length, entry.Details.Length, entry.Reason!.Length));
        Assert.Contains("rodi milici", entry.SearchText, StringComparison.Ordinal);
        Assert.InRange(entry.SearchText.Length, 1, AuditEntry.SearchTextMaxLength);
    }

    private static AuditEntry Sealed(AuditChain chain, string action)
    {
        var entry = new AuditEntry("segreteria@anci.example", action, "Accogliere insieme", "", Now)
        {
            SubjectKey = AuditSubject.Webinar(7),
            Before = "Stato: bozza",
            After = "Stato: pubblicato",
            Reason = "richiesto",
        };
        entry.Seal(chain, Seal);
        return entry;
    }
}
