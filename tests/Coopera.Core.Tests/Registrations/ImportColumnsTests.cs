using Coopera.Core.Registrations.Imports;
using Coopera.Core.Tables;

namespace Coopera.Core.Tests.Registrations;

public sealed class ImportColumnsTests
{
    [Theory]
    [InlineData("Cognome;Nome;E-mail;Ente;Qualifica;Cellulare", "LastName FirstName Email Body Role Phone")]
    [InlineData("Nome e cognome;Indirizzo email;Comune di appartenenza", "FullName Email Body")]
    [InlineData("N.;COGNOME E NOME;Indirizzo di posta elettronica;Tel. ufficio", "Skip LastThenFirst Email Phone")]
    [InlineData("First name;Last name;Email address;Organization;Job title", "FirstName LastName Email Body Role")]
    [InlineData("Nome;Mail", "FullName Email")]
    [InlineData("Nome ente;Referente;PEC;Email;Data", "Body FullName Skip Email Skip")]
    public void Titles_in_Italian_and_English_tell_what_a_column_holds(string titles, string columns) =>
        Assert.Equal(columns, Guess($"{titles}\n{string.Join(';', titles.Split(';').Select(_ => "x"))}"));

    [Fact]
    public void Above_the_titles_there_may_be_the_name_of_the_list()
    {
        var table = TableText.Read("Comune di Patti;;\nElenco del 3 novembre;;\n\nCognome;Nome;Email\nRossi;Maria;m@x.it").Table!;

        Assert.True(ImportColumns.HasTitles(table));
        Assert.Equal((4, "Rossi"), ImportColumns.People(table, hasTitles: true).Select(row => (row.Index, row.Cells[0])).Single());
    }

    [Theory]
    [InlineData("Maria Rossi;m@x.it;Messina\nLuca Lo Bue;l@x.it;Patti", "FullName Email Body")]
    [InlineData("m@x.it;Maria;Rossi;090 1234567\nl@x.it;Luca;Bue;091 1234567", "Email FirstName LastName Phone")]
    [InlineData("Maria Rossi <m@x.it>; Luca Lo Bue <l@x.it>", "FullName Email")]
    public void Without_titles_the_cells_tell(string text, string columns) => Assert.Equal(columns, Guess(text));

    [Theory]
    [InlineData("Maria Rossi", false, "Maria", "Rossi")]
    [InlineData("Maria Grazia Rossi", false, "Maria Grazia", "Rossi")]
    [InlineData("Luca Lo Bue", false, "Luca", "Lo Bue")]
    [InlineData("Rossi Maria Grazia", true, "Maria Grazia", "Rossi")]
    [InlineData("De Luca Anna", true, "Anna", "De Luca")]
    [InlineData("Maria", false, "Maria", "")]
    public void A_whole_name_is_parted_into_two(string name, bool lastFirst, string first, string last) =>
        Assert.Equal((first, last), ImportColumns.Split(name, lastFirst));

    private static string Guess(string text)
    {
        var table = TableText.Read(text).Table!;
        return string.Join(' ', ImportColumns.Guess(table, ImportColumns.HasTitles(table), name => name is "Messina" or "Patti"));
    }
}
