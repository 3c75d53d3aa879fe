using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Coopera.Domain.Tests;

[Properties(Arbitrary = [typeof(AnyText), typeof(Addresses)], MaxTest = 2000)]
public sealed class EmailAddressProperties
{
    [Property]
    public void No_text_whatever_makes_it_throw(string text)
    {
        if (EmailAddress.TryParse(text, out var address))
        {
            Holds(address);
        }
    }

    [Property]
    public void No_text_whatever_around_an_at_sign_makes_it_throw(string before, string after)
    {
        if (EmailAddress.TryParse($"{before}@{after}", out var address))
        {
            Holds(address);
        }
    }

    [Property]
    public void Every_ordinary_address_is_accepted_and_keeps_the_persons_spelling(TypedAddress typed)
    {
        var address = EmailAddress.Parse(typed.Text);

        Assert.Equal($"{typed.Local}@{typed.Domain.ToLowerInvariant()}", address.Display);
        Holds(address);
    }

    [Property]
    public void What_comes_along_when_pasting_makes_no_difference(TypedAddress typed, Surroundings around)
    {
        var middle = typed.Text.Length / 2;
        var pasted = around.Before + typed.Text[..middle] + around.Inside + typed.Text[middle..] + around.After;

        Assert.Equal(EmailAddress.Parse(typed.Text).Display, EmailAddress.Parse(pasted).Display);
    }

    [Property]
    public void What_a_keyboard_makes_of_an_apostrophe_or_an_at_makes_no_difference(TypedAddress typed, int which)
    {
        var apostrophe = "’‘ʼ´′"[(int)((uint)which % 5)];
        var at = which % 2 == 0 ? '＠' : '﹫';

        Assert.Equal(
            EmailAddress.Parse(typed.Text).Display, EmailAddress.Parse(typed.Text.Replace('\'', apostrophe).Replace('@', at)).Display);
    }

    [Property]
    public void What_is_no_address_has_a_reason_and_an_address_has_none(string text) =>
        Assert.Equal(EmailAddress.TryParse(text, out _), EmailAddressFault.Of(text) is null);

    [Property]
    public void Around_an_at_sign_too(string before, string after) =>
        Assert.Equal(EmailAddress.TryParse($"{before}@{after}", out _), EmailAddressFault.Of($"{before}@{after}") is null);

    [Fact]
    public void Whatever_letter_stands_in_a_domain_what_is_accepted_is_one_mailbox_in_every_form()
    {
        for (var letter = 0; letter <= char.MaxValue; letter++)
        {
            foreach (var domain in (string[])[$"a{(char)letter}b.it", $"comune.{(char)letter}b", $"{(char)letter}.b.it"])
            {
                if (EmailAddress.TryParse($"maria@{domain}", out var address))
                {
                    Holds(address);
                }
            }
        }
    }

    // What holds of every address that was accepted, however it was typed.
    private static void Holds(EmailAddress address)
    {
        var again = EmailAddress.Parse(address.Display);
        Assert.Equal((address.Display, address.Deliverable, address.Key), (again.Display, again.Deliverable, again.Key));
        Assert.Equal(address, EmailAddress.Parse(address.Deliverable));
        Assert.Equal(address, EmailAddress.Parse(address.Key));
        Assert.True(address.Deliverable.All(char.IsAscii), "The deliverable form is ASCII.");
        Assert.DoesNotContain(address.Deliverable, c => char.IsControl(c) || char.IsWhiteSpace(c));
        Assert.DoesNotContain(address.Display, c => char.IsControl(c) || char.IsWhiteSpace(c));
        Assert.InRange(address.Display.Length, 6, EmailAddress.MaxLength);
        Assert.InRange(address.Deliverable.Length, 6, EmailAddress.MaxLength);
        var domain = address.Display[(address.Display.LastIndexOf('@') + 1)..];
        Assert.Equal($"{address.Display[0]}…@{domain}", address.Masked);

        // Other alphabets have small letters whose capitals are another domain or none (ς: RFC 5894, 7.2; Georgian, Cherokee: UTS 46).
        if (domain.All(IsLatin))
        {
            Assert.Equal(domain.ToLowerInvariant(), domain);
            Assert.Equal(address, EmailAddress.Parse(address.Display.ToUpperInvariant()));
        }
    }

    private static bool IsLatin(char c) => c < 'Ͱ';

    public sealed record TypedAddress(string Local, string Domain)
    {
        public string Text => $"{Local}@{Domain}";
    }

    public sealed record Surroundings(string Before, string Inside, string After);

    public static class Addresses
    {
        public static Arbitrary<TypedAddress> Typed() => Arb.From(
            from local in Words("abcXYZ019_+'", 1, 12)
            from second in Gen.OneOf(Gen.Constant(""), Words("abcXYZ019", 1, 8).Select(word => $".{word}"))
            from label in Words("abcXYZ019èìù", 1, 12)
            from top in Gen.Elements("it", "IT", "eu", "example", "gov.it")
            select new TypedAddress(local + second, $"{label}.{top}"));

        public static Arbitrary<Surroundings> Around() => Arb.From(
            from before in Words(" \u00A0\u2003\u200B\uFEFF\u202A", 0, 4)
            from inside in Words("\u200B\u200D\u00AD\u2060\uFEFF", 0, 3)
            from after in Words(" \u00A0\u200B\uFEFF\u202C;,.", 0, 4)
            select new Surroundings(before, inside, after));

        private static Gen<string> Words(string alphabet, int least, int most) =>
            from length in Gen.Choose(least, most)
            from letters in Gen.ArrayOf(Gen.Elements(alphabet.ToCharArray()), length)
            select new string(letters);
    }
}
