using Coopera.Domain.Jobs;

namespace Coopera.Domain.Tests.Jobs;

public sealed class JobLeaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    private readonly JobLease _lease = new("prova");

    [Fact]
    public void Only_one_has_it_and_its_next_run_is_due_an_hour_after_the_start_of_the_last()
    {
        Assert.True(_lease.Take(One, Hour, Now));
        Assert.False(_lease.Take(Other, Hour, Now));
        _lease.Complete(One, "fatto", Now.AddMinutes(4));

        Assert.False(_lease.Take(Other, Hour, Now.AddMinutes(59)));
        Assert.True(_lease.Take(Other, Hour, Now.AddMinutes(60)));
        Assert.Equal(("fatto", Now.AddMinutes(4)), (_lease.Report, _lease.LastDoneAt));
    }

    [Fact]
    public void Whoever_asks_twice_because_the_answer_got_lost_has_it()
    {
        Assert.True(_lease.Take(One, Hour, Now));
        Assert.True(_lease.Take(One, Hour, Now.AddSeconds(2)));
    }

    [Fact]
    public void A_killed_process_holds_it_up_for_as_long_as_its_lease_and_has_no_word_afterwards()
    {
        _lease.Take(One, Hour, Now);
        Assert.True(_lease.Renew(One, Now.AddMinutes(3)));

        Assert.False(_lease.Take(Other, Hour, Now.AddMinutes(7)));
        Assert.True(_lease.Take(Other, Hour, Now.AddMinutes(8)));
        Assert.False(_lease.Renew(One, Now.AddMinutes(9)));
        _lease.Complete(One, "tardi", Now.AddMinutes(9));
        Assert.Null(_lease.Report);
        Assert.True(_lease.IsInHand(Now.AddMinutes(9)));
    }

    [Fact]
    public void One_that_was_interrupted_is_due_at_once_and_one_that_failed_after_a_quarter_of_an_hour()
    {
        _lease.Take(One, Hour, Now);
        _lease.GiveBack(One, Now.AddMinutes(1));
        Assert.True(_lease.Take(One, Hour, Now.AddMinutes(1)));
        _lease.Fail(One, "il disco è pieno", Now.AddMinutes(2));

        Assert.False(_lease.Take(Other, Hour, Now.AddMinutes(15)));
        Assert.True(_lease.Take(Other, Hour, Now.AddMinutes(16)));
    }

    [Fact]
    public void Three_failures_in_a_row_are_worrying_and_one_success_ends_them()
    {
        foreach (var minute in new[] { 0, 20, 40 })
        {
            Assert.False(_lease.IsFailing);
            _lease.Take(One, Hour, Now.AddMinutes(minute));
            _lease.Fail(One, "il disco è pieno", Now.AddMinutes(minute));
        }

        Assert.True(_lease.IsFailing);
        Assert.Equal("il disco è pieno", _lease.Error);
        _lease.Take(One, Hour, Now.AddMinutes(60));
        _lease.Complete(One, "", Now.AddMinutes(60));
        Assert.False(_lease.IsFailing);
        Assert.Null(_lease.Error);
    }

    [Theory]
    [InlineData(75, false)]
    [InlineData(76, true)]
    public void It_is_overdue_a_quarter_of_an_hour_after_it_was_due(int minutes, bool overdue)
    {
        _lease.Take(One, Hour, Now);

        Assert.Equal(overdue, _lease.IsOverdue(Hour, Now.AddMinutes(minutes)));
    }
}
