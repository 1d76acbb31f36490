namespace Helpdesk.Domain.Reports;

/// <summary>
/// The facts that all reports are counted from: cases in the order of their ids, with their clocks. A case that changed is put in
/// again; what it had before stays as a hole until <see cref="IsWorn"/> asks for a fresh reading.
/// </summary>
public sealed class ReportFacts
{
    // Few cases ever came back: they are looked up, and the others stay as small as they are.
    private readonly Dictionary<long, CaseHistory> _histories = [];
    private CaseFact[] _cases = [];
    private ClockFact[] _clocks = [];
    private int _caseCount;
    private int _clockCount;
    private int _holes;

    public ReportNames Names { get; } = new();

    public ReadOnlySpan<CaseFact> Cases => _cases.AsSpan(0, _caseCount);

    /// <summary>In no order; the replaced ones have no case.</summary>
    public ReadOnlySpan<ClockFact> Clocks => _clocks.AsSpan(0, _clockCount);

    public int CaseCount => _caseCount;

    public int ClockCount => _clockCount - _holes;

    /// <summary>True when so much was replaced that reading all anew is cheaper than going on.</summary>
    public bool IsWorn => _holes > 10_000 && _holes > _clockCount / 4;

    public CaseFact Case(int place) => _cases[place];

    public ClockFact Clock(int place) => _clocks[place];

    /// <summary>What the case with this id no longer tells of itself.</summary>
    public CaseHistory HistoryOf(long id) => _histories.GetValueOrDefault(id, CaseHistory.None);

    /// <summary>The cases with a history, by their places.</summary>
    public IEnumerable<(int Case, CaseHistory History)> Histories =>
        _histories.Select(h => (PlaceOf(h.Key), h.Value)).Where(h => h.Item1 >= 0);

    /// <summary>Takes in what a case no longer tells of itself; taking the case in again forgets it.</summary>
    public void Put(long id, CaseHistory history)
    {
        if (history != CaseHistory.None)
            _histories[id] = history;
    }

    /// <summary>Makes room, so that a first reading copies nothing twice.</summary>
    public void Expect(int cases, int clocks)
    {
        if (_cases.Length < cases)
            Array.Resize(ref _cases, cases);
        if (_clocks.Length < clocks)
            Array.Resize(ref _clocks, clocks);
    }

    /// <summary>Takes a case in with all its clocks, in place of what was known of it.</summary>
    public void Put(CaseFact fact, ReadOnlySpan<ClockFact> clocks)
    {
        _histories.Remove(fact.Id);
        var place = PlaceOf(fact.Id);
        if (place < 0)
            place = MakePlace(~place);
        else
            Forget(_cases[place]);
        Room(ref _clocks, _clockCount + clocks.Length);
        for (var i = 0; i < clocks.Length; i++)
            _clocks[_clockCount + i] = clocks[i].Of(place);
        _cases[place] = fact.At(_clockCount, clocks.Length);
        _clockCount += clocks.Length;
    }

    private int PlaceOf(long id)
    {
        // Nearly always it is a new one, at the end.
        if (_caseCount == 0 || _cases[_caseCount - 1].Id < id)
            return ~_caseCount;
        var (low, high) = (0, _caseCount - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_cases[middle].Id == id)
                return middle;
            if (_cases[middle].Id < id)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private int MakePlace(int place)
    {
        Room(ref _cases, _caseCount + 1);
        if (place < _caseCount)
        {
            // A case between two known ones: the places behind it move, and their clocks with them.
            Array.Copy(_cases, place, _cases, place + 1, _caseCount - place);
            for (var i = 0; i < _clockCount; i++)
            {
                if (_clocks[i].Case >= place)
                    _clocks[i] = _clocks[i].Of(_clocks[i].Case + 1);
            }
        }

        _caseCount++;
        return place;
    }

    private void Forget(CaseFact old)
    {
        for (var i = old.FirstClock; i < old.FirstClock + old.ClockCount; i++)
            _clocks[i] = _clocks[i].Of(-1);
        _holes += old.ClockCount;
    }

    private static void Room<T>(ref T[] array, int needed)
    {
        if (array.Length < needed)
            Array.Resize(ref array, Math.Max(needed, array.Length + (array.Length / 2) + 16));
    }
}
