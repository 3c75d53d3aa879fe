namespace Coopera.Domain.Tests;

public sealed class EmailAddressFaultTests
{
    [Theory]
    [InlineData(null, EmailAddressFaultKind.Nothing, "")]
    [InlineData(" . ", EmailAddressFaultKind.Nothing, "")]
    [InlineData("maria", EmailAddressFaultKind.NoAt, "")]
    [InlineData("maria.comune.it", EmailAddressFaultKind.NoAt, "")]
    [InlineData("maria@@comune.it", EmailAddressFaultKind.SeveralAts, "")]
    [InlineData("maria@comune.it, anna@comune.it", EmailAddressFaultKind.SeveralAddresses, "")]
    [InlineData("maria@comune.it;anna@comune.it", EmailAddressFaultKind.SeveralAddresses, "")]
    [InlineData("@comune.it", EmailAddressFaultKind.NothingBeforeAt, "")]
    [InlineData("maria@", EmailAddressFaultKind.NothingAfterAt, "")]
    [InlineData("mària@comune.it", EmailAddressFaultKind.CharacterBeforeAt, "à")]
    [InlineData("ma ria@comune.it", EmailAddressFaultKind.CharacterBeforeAt, " ")]
    [InlineData("maria,rossi@comune.it", EmailAddressFaultKind.CharacterBeforeAt, ",")]
    [InlineData("maria\nrossi@comune.it", EmailAddressFaultKind.CharacterBeforeAt, "\n")]
    [InlineData("maria😀@comune.it", EmailAddressFaultKind.CharacterBeforeAt, "😀")]
    [InlineData("maria@gmail,com", EmailAddressFaultKind.CharacterAfterAt, ",")]
    [InlineData("maria@comune it", EmailAddressFaultKind.CharacterAfterAt, " ")]
    [InlineData("maria@comune_di.it", EmailAddressFaultKind.CharacterAfterAt, "_")]
    [InlineData("maria@-comune.it", EmailAddressFaultKind.CharacterAfterAt, "-")]
    [InlineData("maria@[192.168.1.1]", EmailAddressFaultKind.CharacterAfterAt, "[")]
    [InlineData("maria.@comune.it", EmailAddressFaultKind.DotBeforeAt, "")]
    [InlineData("ma..ria@comune.it", EmailAddressFaultKind.DotBeforeAt, "")]
    [InlineData("maria@comune..it", EmailAddressFaultKind.DotAfterAt, "")]
    [InlineData("maria@comune", EmailAddressFaultKind.Ending, "")]
    [InlineData("maria@comune.i", EmailAddressFaultKind.Ending, ".i")]
    [InlineData("maria@192.168.1.1", EmailAddressFaultKind.Ending, ".1")]
    [InlineData("maria@ufficio.local", EmailAddressFaultKind.Undeliverable, ".local")]
    [InlineData("maria@xn--zz--.it", EmailAddressFaultKind.CharacterAfterAt, "-")]
    public void The_first_thing_that_is_wrong_is_named(string? typed, EmailAddressFaultKind kind, string what) =>
        Assert.Equal(new EmailAddressFault(kind, what), EmailAddressFault.Of(typed));

    [Fact]
    public void What_is_too_long_is_said_to_be()
    {
        Assert.Equal(new(EmailAddressFaultKind.TooLong), EmailAddressFault.Of($"{new string('a', 65)}@comune.it"));
        Assert.Equal(new(EmailAddressFaultKind.TooLong), EmailAddressFault.Of($"a@{new string('b', 64)}.it"));
    }
}
