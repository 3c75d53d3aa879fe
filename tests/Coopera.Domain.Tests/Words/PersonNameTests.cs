using Coopera.Domain.Words;

namespace Coopera.Domain.Tests.Words;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData('\u034F')]
    [InlineData('\u115F')]
    [InlineData('\u3164')]
    [InlineData('\uFFA0')]
    [InlineData('\u00AD')]
    public void What_nobody_sees_and_nobody_stores_hides_no_address(char invisible) =>
        Assert.Equal(WordsFault.WebAddress, PersonName.FaultOf($"evil.c{invisible}om"));

    public static TheoryData<string, string> People => new()
    {
        { "Maria", "Rossi" },
        { "Nicolò", "D'Angelo" },
        { "Nicolo’", "D’Angelo" },
        { "Peppe`", "D`Angelo" },
        { "Rosa", "D´Angelo" },
        { "Fatou", "N'Diayé" },
        { "Giuseppina", "Lo Bue" },
        { "O. J.", "Rossi" },
        { "O.J.", "Rossi" },
        { "J.R.R.", "Tolkien" },
        { "José María", "de los Ángeles y Ortega" },
        { "María del Carmen", "García de la Vega" },
        { "Marco", "Di Stefano Jr." },
        { "M.De", "Luca" },
        { "Ant.La", "Rosa" },
        { "Francesca.", "La Rosa" },
        { "S.Maria", "Costa" },
        { "Gius.", "De Luca" },
        { "Leonardo", "da Vinci" },
        { "Giovanni", "Gentile" },
        { "Caro", "Conti" },
        { "Per", "Olof" },
        { "Win", "Win Maw" },
        { "Sei", "Ho Ti" },
        { "Kim", "Jong Un" },
        { "You", "Li" },
        { "Jennifer", "8. Lee" },
        { "Giovanni XXIII", "Roncalli" },
        { "Anne-Marie", "Müller-Lüdenscheidt" },
        { "Søren", "Kierkegaard" },
        { "Łukasz", "Żółć" },
        { "Þór", "Guðmundsson" },
        { "Gal·la", "Marcel·lí" },
        { "محمد", "عبد الرحمن" },
        { "علی‌رضا", "می‌خواهم" },
        { "শ্র্‍যাম", "দাস" },
        { "ශ්‍රී", "ලංකා" },
        { "太郎", "日本" },
        { "玛丽·居里", "居里" },
        { "김", "철수" },
        { "Владимир", "Иванов" },
        { "Νίκος", "Παπαδόπουλος" },
        { "שרה", "כהן" },
        { "Kumar", "S/O Raj" },
        { "!Gaeb", "Xóõ" },
        { "Kealiʻi", "Kaʻiulani" },
        { "Maria", "Lo Bue, detta \"Mimì\"" },
        { "Maria (Mimì)", "Rossi" },
        { "Dott.ssa Maria", "Rossi" },
        { "Avv.to Maria", "Rossi" },
        { "Sig.na Maria", "Rossi" },
        { "Nguyễn Thị", "Minh Khai" },
        { "Suharto", "" },
        { "Mononymous", "" },
        { "O", "" },
        { "Abd al-Rahman ibn", "al-Kuwari" },
        { "Maria Vittoria Anna Rosa Lucia", "Tasca Filangeri di Cutò" },
    };

    [Theory]
    [MemberData(nameof(People))]
    public void What_people_are_called_is_a_name(string first, string last) => Assert.Null(PersonName.FaultOf(first, last));

    [Theory]
    [InlineData("http://vinci.example", "Rossi", WordsFault.WebAddress)]
    [InlineData("hxxp vinci", "Rossi", WordsFault.WebAddress)]
    [InlineData("hxxps://vinci", "Rossi", WordsFault.WebAddress)]
    [InlineData("h t t p : / / vinci", "Rossi", WordsFault.WebAddress)]
    [InlineData("www.vinci", "Rossi", WordsFault.WebAddress)]
    [InlineData("Maria vinci.it", "Rossi", WordsFault.WebAddress)]
    [InlineData("Maria", "Rossi vinci-premi.com", WordsFault.WebAddress)]
    [InlineData("Maria", "bit.ly", WordsFault.WebAddress)]
    [InlineData("Maria", "t.co", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci.de", WordsFault.WebAddress)]
    [InlineData("Maria", "premio.to", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci.casa", WordsFault.WebAddress)]
    [InlineData("Maria", "abc.zzz/regalo", WordsFault.WebAddress)]
    [InlineData("Ｍaria", "ｖｉｎｃｉ．ｃｏｍ", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci。com", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci․it", WordsFault.WebAddress)]
    [InlineData("Maria", "vin\u200Bci.\u200Dit", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci[.]it", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci [dot] it", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci (punto) it", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci punto it", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci dot com", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci . it", WordsFault.WebAddress)]
    [InlineData("Maria", "vinci. com", WordsFault.WebAddress)]
    [InlineData("Maria", "xn--e1afmkfd.xn--p1ai", WordsFault.WebAddress)]
    [InlineData("Maria", "192.168.1.1", WordsFault.WebAddress)]
    [InlineData("Maria", "2001:db8:0:1::5", WordsFault.WebAddress)]
    [InlineData("www", ".vinci", WordsFault.WebAddress)]
    [InlineData("vinci.", "com", WordsFault.WebAddress)]
    [InlineData("vinci", ".it", WordsFault.WebAddress)]
    [InlineData("vinci.c", "om", WordsFault.WebAddress)]
    [InlineData("http", "://vinci", WordsFault.WebAddress)]
    [InlineData("10.20.", "30.40", WordsFault.Telephone)]
    [InlineData("Maria", "maria@vinci.it", WordsFault.EmailAddress)]
    [InlineData("Maria", "maria[at]vinci", WordsFault.EmailAddress)]
    [InlineData("Maria", "maria chiocciola vinci punto it", WordsFault.EmailAddress)]
    [InlineData("Maria 3391234567", "Rossi", WordsFault.Telephone)]
    [InlineData("Maria", "091 12 34", WordsFault.Telephone)]
    [InlineData("Maria 339", "Rossi 1234", WordsFault.Telephone)]
    [InlineData("Maria ３３９１２３４", "Rossi", WordsFault.Telephone)]
    [InlineData("Maria ٠١٢٣٤٥", "Rossi", WordsFault.Telephone)]
    [InlineData("Hai vinto un premio", "Rossi", WordsFault.Sentence)]
    [InlineData("Il tuo pacco è fermo", "Rossi", WordsFault.Sentence)]
    [InlineData("Clicca", "Rossi", WordsFault.Sentence)]
    [InlineData("Il tuo", "conto bloccato", WordsFault.Sentence)]
    [InlineData("Your account", "is suspended", WordsFault.Sentence)]
    [InlineData("Maria!", "Rossi", WordsFault.Sentence)]
    [InlineData("Vuoi", "soldi?", WordsFault.Sentence)]
    [InlineData("uno due tre quattro cinque sei sette otto nove", "Rossi", WordsFault.Sentence)]
    [InlineData("Maria", "😀", WordsFault.Symbols)]
    [InlineData("Maria", "-", WordsFault.Symbols)]
    [InlineData("Maria", "€uro", WordsFault.Symbols)]
    [InlineData("Maria_Rossi", "Rossi", WordsFault.Symbols)]
    [InlineData("a=1", "Rossi", WordsFault.Symbols)]
    public void An_address_a_number_and_a_sentence_are_nobody_s_name(string first, string last, WordsFault fault) =>
        Assert.Equal(fault, PersonName.FaultOf(first, last));
}
