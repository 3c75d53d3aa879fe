using Coopera.Core.Staff;

namespace Coopera.Core.Tests.Staff;

public sealed class TotpCodesTests
{
    // The key of RFC 6238, appendix B, "12345678901234567890", in base 32.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TotpCodes.At(Key, TotpCodes.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void The_telephone_s_clock_may_be_half_a_minute_off(int steps, bool taken)
    {
        var now = DateTimeOffset.UtcNow;

        Assert.Equal(taken, TotpCodes.Match(Key, TotpCodes.At(Key, TotpCodes.StepAt(now) + steps), now) is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void What_is_no_code_never_matches(string? typed) => Assert.Null(TotpCodes.Match(Key, typed, DateTimeOffset.UtcNow));

    [Fact]
    public void Spaces_do_not_matter()
    {
        var now = DateTimeOffset.UtcNow;
        var code = TotpCodes.At(Key, TotpCodes.StepAt(now));

        Assert.NotNull(TotpCodes.Match(Key, $" {code[..3]} {code[3..]} ", now));
    }

    [Fact]
    public void Keys_have_160_bits_and_no_two_are_the_same()
    {
        var keys = Enumerable.Range(0, 200).Select(_ => TotpCodes.NewKey()).ToList();

        Assert.Equal(200, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[A-Z2-7]{32}$", key));
    }
}
