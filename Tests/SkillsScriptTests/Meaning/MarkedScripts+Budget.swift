extension MarkedScripts {
  /// Family E06: what a script may cost and submit.
  static let budget = [
    """
       budget 3 jobs
       use lab/still
       run x 3 to "a-${run.n}.png"
       run x 2 to "b-${run.n}.png"
    #~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^ E0601 5 jobs are more than the budget of 3
    """,
    """
       use lab/still
       run x 3 to "a-${run.n}.png"
    #~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^ E0601
       run x 2 to "b-${run.n}.png"
       budget 2 jobs
       budget 9 jobs
    """,
    """
       budget 0 jobs
       use lab/still
       run
    #~ ^^^ E0601 1 job is more than the budget of 0
    """,
    """
       budget 1 jobs per day
       budget 1 credits
       budget 1 credits per day
       budget 2 jobs
       use lab/still
       run x 2
    """,
  ]
}
