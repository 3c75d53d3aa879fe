using System.Reflection;
using Coopera.Domain.Staff;

namespace Coopera.Domain.Tests.Staff;

/// <summary>What somebody with the database in hand could do to the register, and how it is found.</summary>
public sealed class AuditCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private static readonly RegisterSeal Seal = new([new byte[32]]);

    private readonly AuditChain _chain = new();
    private readonly List<AuditEntry> _rows;

    public AuditCheckTests() => _rows = [.. Enumerable.Range(1, 9).Select(number => Next(_chain, number))];

    [Fact]
    public void An_untouched_register_is_sound_and_says_from_when_to_when()
    {
        var check = Check();

        Assert.True(check.IsSound);
        Assert.Equal(
            (9, 9, Now.AddDays(1), Now.AddDays(9), _rows[^1].Hash),
            (check.Rows, check.SoundUntil, check.FirstAt!.Value, check.LastAt!.Value, check.LastHash));
    }

    [Fact]
    public void An_empty_register_is_sound()
    {
        var check = new AuditCheck(new AuditChain(), Seal);
        check.Finish();

        Assert.Equal((true, 0, null), (check.IsSound, check.Rows, check.FirstAt));
    }

    [Fact]
    public void A_changed_text_names_its_row_and_no_other()
    {
        Set(_rows[3], nameof(AuditEntry.Details), "nient’altro");

        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 4, 4)], Check().Faults);
        Assert.Equal(3, Check().SoundUntil);
    }

    [Fact]
    public void A_changed_text_with_a_hash_that_anybody_can_compute_is_still_found()
    {
        Set(_rows[3], nameof(AuditEntry.Details), "nient’altro");
        Set(_rows[3], nameof(AuditEntry.Hash), _rows[3].ComputeHash());

        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 4, 4), new AuditFault(AuditFaultKind.Unlinked, 4, 5)], Check().Faults);
    }

    [Fact]
    public void The_last_row_rewritten_with_such_a_hash_is_found_too()
    {
        Set(_rows[8], nameof(AuditEntry.Actor), "qualcun.altro@anci.example");
        Set(_rows[8], nameof(AuditEntry.Hash), _rows[8].ComputeHash());

        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 9, 9)], Check().Faults);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 4)]
    [InlineData(2, 4, 3)]
    public void Rows_removed_in_the_middle_leave_a_gap(int at, int count, long from)
    {
        _rows.RemoveRange(at, count);

        Assert.Equal([new AuditFault(AuditFaultKind.Removed, from, from + count - 1)], Check().Faults);
    }

    [Fact]
    public void Rows_removed_at_the_end_are_missed()
    {
        _rows.RemoveRange(7, 2);

        Assert.Equal([new AuditFault(AuditFaultKind.EndRemoved, 8, 9)], Check().Faults);
        Assert.Equal(7, Check().SoundUntil);
    }

    [Fact]
    public void Everything_removed_is_missed()
    {
        _rows.Clear();

        Assert.Equal([new AuditFault(AuditFaultKind.EndRemoved, 1, 9)], Check().Faults);
    }

    [Fact]
    public void Two_rows_that_changed_places_are_both_named()
    {
        Set(_rows[3], nameof(AuditEntry.Number), 5L);
        Set(_rows[4], nameof(AuditEntry.Number), 4L);

        Assert.Equal(
            [new AuditFault(AuditFaultKind.Changed, 4, 4), new AuditFault(AuditFaultKind.Changed, 5, 5)],
            Check().Faults.Where(fault => fault.Kind == AuditFaultKind.Changed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(10)]
    [InlineData(400)]
    public void A_row_where_the_chain_has_none_was_added(long number)
    {
        var stranger = Next(new AuditChain(), 1);
        Set(stranger, nameof(AuditEntry.Number), number);
        _rows.Add(stranger);

        Assert.Equal([new AuditFault(AuditFaultKind.Inserted, number, number)], Check().Faults);
    }

    [Fact]
    public void A_blanked_search_text_is_a_change()
    {
        Set(_rows[3], nameof(AuditEntry.SearchText), "");

        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 4, 4)], Check().Faults);
    }

    [Fact]
    public void A_tail_cut_off_with_the_end_moved_back_is_found_and_stays_found()
    {
        _rows.RemoveRange(7, 2);
        Set(_chain, nameof(AuditChain.Count), 7L);
        Set(_chain, nameof(AuditChain.LastHash), _rows[^1].Hash);
        Assert.Equal([new AuditFault(AuditFaultKind.EndMoved, 8, 8)], Check().Faults);

        _rows.Add(Next(_chain, 8));

        Assert.Equal([new AuditFault(AuditFaultKind.EndMoved, 9, 9)], Check().Faults);
    }

    [Fact]
    public void An_emptied_register_beside_accounts_is_found_also_after_new_rows()
    {
        var check = new AuditCheck(new AuditChain(), Seal);
        check.Finish(lacksFirstAccount: true);

        Assert.Equal([new AuditFault(AuditFaultKind.Emptied, 1, 1)], check.Faults);
    }

    [Fact]
    public void Rows_of_before_there_was_a_key_keep_their_plain_hash_and_cannot_be_made_to_reach_further()
    {
        var (chain, rows) = (new AuditChain(), new List<AuditEntry>());
        for (var number = 1; number <= 5; number++)
        {
            rows.Add(Plain(chain, number));
        }

        Assert.True(chain.TakeOver(Seal));
        Assert.False(chain.TakeOver(Seal));
        rows.Add(Next(chain, 6));
        Assert.Equal((true, 5), (Of().IsSound, Of().Unsealed));

        Set(rows[2], nameof(AuditEntry.SearchText), "");
        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 3, 3)], Of().Faults);
        Set(chain, nameof(AuditChain.SealedFrom), 7L);
        Assert.Contains(new AuditFault(AuditFaultKind.EndMoved, 7, 7), Of().Faults);

        AuditCheck Of()
        {
            var check = new AuditCheck(chain, Seal);
            rows.ForEach(check.Take);
            check.Finish();
            return check;
        }
    }

    [Fact]
    public void Rows_that_a_key_of_before_sealed_are_known_and_those_of_a_foreign_key_are_not()
    {
        var (old, now) = (Enumerable.Repeat((byte)1, 32).ToArray(), Enumerable.Repeat((byte)2, 32).ToArray());
        var chain = new AuditChain();
        List<AuditEntry> rows = [Next(chain, 1, seal: new RegisterSeal([old])), Next(chain, 2, seal: new RegisterSeal([now, old]))];

        Assert.True(Of(new RegisterSeal([now, old])).IsSound);
        Assert.Equal([AuditFaultKind.Changed], Of(new RegisterSeal([now])).Faults.Select(fault => fault.Kind));

        AuditCheck Of(RegisterSeal seal)
        {
            var check = new AuditCheck(chain, seal);
            rows.ForEach(check.Take);
            check.Finish();
            return check;
        }
    }

    [Fact]
    public void A_register_written_anew_from_the_start_has_another_end()
    {
        var other = new AuditChain();
        List<AuditEntry> forged = [.. Enumerable.Range(1, 9).Select(number => Next(other, number, "un’altra storia"))];
        _rows.Clear();
        _rows.AddRange(forged);

        Assert.Equal([new AuditFault(AuditFaultKind.EndReplaced, 9, 9)], Check().Faults);
    }

    [Fact]
    public void A_noted_hash_is_found_again_or_not()
    {
        Assert.Equal((6, Now.AddDays(6)), Check(_rows[5].Hash).Noted);
        Assert.Null(Check(new string('f', 64)).Noted);
    }

    [Fact]
    public void Without_the_row_of_the_end_nobody_can_say_that_nothing_is_missing()
    {
        var check = new AuditCheck(null, Seal);
        _rows.ForEach(check.Take);
        check.Finish();

        Assert.Equal([new AuditFault(AuditFaultKind.EndUnknown, 10, 10)], check.Faults);
    }

    [Fact]
    public void A_register_in_ruins_is_told_in_few_lines()
    {
        var chain = new AuditChain();
        var check = new AuditCheck(chain, Seal);
        for (var number = 1; number <= 100; number++)
        {
            var row = Next(chain, number);
            Set(row, nameof(AuditEntry.Details), "x");
            check.Take(row);
        }

        check.Finish();
        Assert.Equal((100, AuditCheck.MostFaults), (check.FaultCount, check.Faults.Count));
    }

    private static AuditEntry Next(AuditChain chain, int number, string details = "", RegisterSeal? seal = null)
    {
        var entry = new AuditEntry("segreteria@anci.example", "cambia un webinar", "Accogliere insieme", details, Now.AddDays(number));
        entry.Seal(chain, seal ?? Seal);
        return entry;
    }

    /// <summary>As a version without keys wrote it.</summary>
    private static AuditEntry Plain(AuditChain chain, int number)
    {
        var entry = new AuditEntry("segreteria@anci.example", "cambia un webinar", "Accogliere insieme", "", Now.AddDays(number));
        Set(entry, nameof(AuditEntry.Number), (long)number);
        Set(entry, nameof(AuditEntry.PreviousHash), chain.LastHash);
        Set(entry, nameof(AuditEntry.Hash), entry.ComputeHash());
        Set(chain, nameof(AuditChain.Count), entry.Number);
        Set(chain, nameof(AuditChain.LastHash), entry.Hash);
        return entry;
    }

    private static void Set(object thing, string what, object value) =>
        thing.GetType().GetProperty(what, BindingFlags.Public | BindingFlags.Instance)!.SetValue(thing, value);

    private AuditCheck Check(string? noted = null)
    {
        var check = new AuditCheck(_chain, Seal, noted);
        foreach (var row in _rows.OrderBy(row => row.Number))
        {
            check.Take(row);
        }

        check.Finish();
        return check;
    }
}
