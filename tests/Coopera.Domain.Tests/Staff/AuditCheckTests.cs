using System.Reflection;
using Coopera.Domain.Staff;

namespace Coopera.Domain.Tests.Staff;

/// <summary>What somebody with the database in hand could do to the register, and how it is found.</summary>
public sealed class AuditCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

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
        var check = new AuditCheck(new AuditChain());
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
    public void A_changed_text_with_a_new_hash_of_its_own_breaks_the_link_to_the_next_row()
    {
        Set(_rows[3], nameof(AuditEntry.Details), "nient’altro");
        Set(_rows[3], nameof(AuditEntry.Hash), _rows[3].ComputeHash());

        Assert.Equal([new AuditFault(AuditFaultKind.Unlinked, 4, 5)], Check().Faults);
    }

    [Fact]
    public void The_last_row_rewritten_with_its_hash_is_not_the_end_that_was_written()
    {
        Set(_rows[8], nameof(AuditEntry.Actor), "qualcun.altro@anci.example");
        Set(_rows[8], nameof(AuditEntry.Hash), _rows[8].ComputeHash());

        Assert.Equal([new AuditFault(AuditFaultKind.EndReplaced, 9, 9)], Check().Faults);
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
        var check = new AuditCheck(null);
        _rows.ForEach(check.Take);
        check.Finish();

        Assert.Equal([new AuditFault(AuditFaultKind.EndUnknown, 10, 10)], check.Faults);
    }

    [Fact]
    public void A_register_in_ruins_is_told_in_few_lines()
    {
        var chain = new AuditChain();
        var check = new AuditCheck(chain);
        for (var number = 1; number <= 100; number++)
        {
            var row = Next(chain, number);
            Set(row, nameof(AuditEntry.Details), "x");
            check.Take(row);
        }

        check.Finish();
        Assert.Equal((100, AuditCheck.MostFaults), (check.FaultCount, check.Faults.Count));
    }

    private static AuditEntry Next(AuditChain chain, int number, string details = "")
    {
        var entry = new AuditEntry("segreteria@anci.example", "cambia un webinar", "Accogliere insieme", details, Now.AddDays(number));
        entry.Seal(chain);
        return entry;
    }

    private static void Set(AuditEntry entry, string what, object value) =>
        typeof(AuditEntry).GetProperty(what, BindingFlags.Public | BindingFlags.Instance)!.SetValue(entry, value);

    private AuditCheck Check(string? noted = null)
    {
        var check = new AuditCheck(_chain, noted);
        foreach (var row in _rows.OrderBy(row => row.Number))
        {
            check.Take(row);
        }

        check.Finish();
        return check;
    }
}
